import { Router } from 'express';
import { checkTable } from './check-table';
import type { Route } from './route';
import { serveRoute, type RouteDeps } from './serve-route';

/** One router for the whole table; the order of the table is the order of matching. */
export function mountRoutes(routes: readonly Route[], deps: RouteDeps): Router {
  checkTable(routes);
  const router = Router();
  for (const route of routes) router[route.method](route.path, serveRoute(route, deps));
  return router;
}
