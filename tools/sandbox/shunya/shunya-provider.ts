import { raw, Router } from 'express';
import { recordReceived } from '../journal/record-received';
import { createAnalysisRouter } from './analysis-router';
import { authenticate } from './authenticate';
import { shunyaErrorHandler } from './error-handler';
import { failOnPurpose } from './fail-on-purpose';
import { createFollowUpRouter } from './follow-up-router';
import { honourIdempotencyKeys } from './idempotency';
import { ShunyaError } from './shunya-error';
import { createTranscriptionRouter } from './transcription-router';
import type { ShunyaDeps } from './work';

/** Shunya at the network: transcription and analysis as in its OpenAPI, and follow-ups. */
export function createShunyaProvider(deps: ShunyaDeps): Router {
  const { config, journal, switches, now } = deps;
  const tree = (routers: Readonly<Record<string, Router>>): Router => {
    const api = Router()
      .use(authenticate(config.shunya))
      .use(failOnPurpose(switches))
      .use(honourIdempotencyKeys());
    for (const [path, router] of Object.entries(routers)) api.use(path, router);
    return api.use(() => {
      throw new ShunyaError('NOT_FOUND', 'no such endpoint');
    });
  };
  return Router()
    .use(raw({ type: () => true, limit: '1mb' }))
    .use(recordReceived(journal, 'shunya'))
    .get('/health', (_request, response) => {
      response.json({ status: 'healthy', timestamp: now().toISOString() });
    })
    .get('/info', (_request, response) => {
      response.json({ name: 'Otto AI API', version: '1.0.0' });
    })
    .use(
      '/api/v1',
      tree({
        '/transcription': createTranscriptionRouter(deps),
        '/analysis': createAnalysisRouter(deps),
      }),
    )
    .use('/uwc/v1', tree({ '/followups': createFollowUpRouter(deps) }))
    .use(shunyaErrorHandler(switches, now));
}
