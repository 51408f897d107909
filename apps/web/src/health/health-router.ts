import { createHash, timingSafeEqual } from 'node:crypto';
import { Router, type Request } from 'express';
import { createHealthAnswers, type HealthDeps } from '@otto/observability';
import { notFound, unavailable } from '../http/problem';

export interface HealthRouterDeps extends HealthDeps {
  /** Bearer for what only operators may see; undefined refuses, null lets everybody look. */
  readonly token: string | undefined | null;
}

/**
 * `/health` and `/health/live` say that the process serves; `/health/ready` that it can work. The
 * details and the metrics are for operators: to others there is nothing here.
 */
export function createHealthRouter(deps: HealthRouterDeps): Router {
  const answers = createHealthAnswers(deps);
  const router = Router();
  router.get(
    ['/health', '/health/live', '/health/ready', '/health/detailed', '/metrics'],
    async (request, response) => {
      const { path } = request;
      const isPublic = path !== '/metrics' && path !== '/health/detailed';
      if (!isPublic && !mayLook(request, deps.token)) throw notFound();
      const answer = await answers(path);
      if (!answer || (path === '/health/ready' && answer.status === 503)) throw unavailable();
      response.status(answer.status).type(answer.type).send(answer.body);
    },
  );
  return router;
}

function mayLook(request: Request, token: string | undefined | null): boolean {
  if (token === null) return true;
  const given = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1];
  if (token === undefined || given === undefined) return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
