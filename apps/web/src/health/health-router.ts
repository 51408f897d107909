import { Router } from 'express';
import { createHealthAnswers, type HealthDeps } from '@otto/observability';
import { isOperator } from '../http/is-operator';
import { notFound, unavailable } from '../http/problem';
import { nameRoute } from '../http/route-name';

export interface HealthRouterDeps extends HealthDeps {
  /** Bearer for what only operators may see; without it nobody does. */
  readonly opsToken: string | undefined;
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
      nameRoute(response, path);
      const isPublic = path !== '/metrics' && path !== '/health/detailed';
      if (!isPublic && !isOperator(request, deps.opsToken)) throw notFound();
      const answer = await answers(path);
      if (!answer || (path === '/health/ready' && answer.status === 503)) throw unavailable();
      response.status(answer.status).type(answer.type).send(answer.body);
    },
  );
  return router;
}
