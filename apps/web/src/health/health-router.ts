import { Router } from 'express';
import { unavailable } from '../http/problem';
import type { Readiness } from './readiness';

const HEALTHY = { status: 'healthy' } as const;

/** `/health` and `/health/live` say that the process serves; `/health/ready` that it can work. */
export function createHealthRouter(readiness: Readiness): Router {
  const router = Router();
  router.get(['/health', '/health/live'], (_request, response) => {
    response.json(HEALTHY);
  });
  router.get('/health/ready', async (_request, response) => {
    if (!(await readiness.isReady())) throw unavailable();
    response.json({ status: 'ready' });
  });
  return router;
}
