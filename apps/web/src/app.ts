import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Database } from '@otto/db';
import {
  createReceiveDelivery,
  createRecordRejection,
  type DraftWriter,
  type Publish,
} from '@otto/domain';
import type { Storage } from '@otto/integrations';
import type { HealthParts, Logger, Metrics, Readiness } from '@otto/observability';
import type { Enqueuer, HandOver } from '@otto/queues';
import { createDocsRouter } from './docs/docs-router';
import { createFileRouter } from './files/file-router';
import { countBlockedTexts } from './health/count-blocked-texts';
import { countRequests } from './health/count-requests';
import { countWebhooks } from './health/count-webhooks';
import { createHealthRouter } from './health/health-router';
import { createAuthenticate, type VerifySession } from './http/authenticate';
import { boundRequest } from './http/bound-request';
import { allowOrigins } from './http/cors';
import { meterWebhooks } from './http/limits/meter-webhooks';
import type { Limits } from './http/limits/limits';
import { mountRoutes } from './http/mount-routes';
import { requestLog } from './http/request-log';
import { noRoute, sendProblem } from './http/send-problem';
import { trace } from './http/trace';
import { createOpsRouter } from './ops/ops-router';
import type { Route } from './http/route';
import { createRoutes } from './routes/routes';
import { createUnsubscribeRouter } from './unsubscribe/unsubscribe-router';
import { createDoors, type DoorSettings } from './webhooks/doors';
import { mountDoors } from './webhooks/mount-doors';

export interface AppDeps extends DoorSettings {
  readonly database: Database;
  readonly jobs: Enqueuer;
  /** How ids of jobs reach the workers; for those that operators let run again. */
  readonly handOver: HandOver;
  /** Bearer of those who run the platform, for jobs, metrics and the details of health. */
  readonly opsToken: string | undefined;
  readonly storage: Storage;
  readonly verifySession: VerifySession;
  readonly limits: Limits;
  readonly publish: Publish;
  /** Who writes the drafts of follow-ups; null where that is the companies themselves. */
  readonly draftWriter: DraftWriter | null;
  readonly allowedOrigins: readonly string[];
  readonly readiness: Readiness;
  /** What /health/detailed asks. */
  readonly parts: HealthParts;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly storageSigningKey: string;
  readonly answerWebhooksWithinMs?: number;
  /** Besides those of the API, for whoever measures the frame around them. */
  readonly moreRoutes?: readonly Route[];
}

/** The whole web service but the listening. The order of the middleware is the order of trust. */
export function createApp(deps: AppDeps): Express {
  const { database, storage, logger } = deps;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // One proxy stands in front where the service is deployed.
  app.set('trust proxy', 1);
  app.use(trace);
  app.use(createHealthRouter({ ...deps, service: 'web' }));
  app.use(countRequests(deps.metrics.http));
  app.use(requestLog(logger));
  app.use(
    mountDoors(createDoors(deps), {
      ...countWebhooks(
        {
          receive: meterWebhooks(createReceiveDelivery(deps), {
            limits: deps.limits,
            logger,
            metrics: deps.metrics.webhooks,
          }),
          recordRejection: createRecordRejection(deps),
        },
        deps.metrics.webhooks,
      ),
      answerWithinMs: deps.answerWebhooksWithinMs,
    }),
  );
  app.use(helmet(), allowOrigins(deps.allowedOrigins), boundRequest);
  app.use(createFileRouter({ storage, signingKey: deps.storageSigningKey }));
  app.use(createUnsubscribeRouter(deps));
  app.use(
    '/internal/ops',
    createOpsRouter({
      sql: database.sql,
      jobs: deps.jobs,
      handOver: deps.handOver,
      token: deps.opsToken,
    }),
  );
  const routes = [
    ...createRoutes({
      signUrl: (key, ttlSeconds) => storage.signedUrl(key, ttlSeconds),
      jobs: deps.jobs,
      publish: deps.publish,
      database,
      draftWriter: deps.draftWriter,
    }),
    ...(deps.moreRoutes ?? []),
  ];
  app.use(createDocsRouter(routes, deps.publicUrl));
  app.use(express.json({ limit: '256kb' }));
  app.use(
    mountRoutes(routes, {
      database,
      authenticate: createAuthenticate(deps),
      limits: deps.limits,
      onRefusal: countBlockedTexts(deps.metrics.texts),
    }),
  );
  app.use(noRoute);
  app.use(sendProblem(logger));
  return app;
}
