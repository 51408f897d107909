import { Router, type Request, type Response } from 'express';
import type { z } from 'zod';
import type { Database } from '@otto/db';
import { withLogContext } from '@otto/observability';
import type { Authenticate } from './authenticate';
import { toCamelCase, toSnakeCase } from './case';
import { forbidden, notFound } from './problem';
import { nameRoute } from './request-log';
import type { Route } from './route';
import { traceOf } from './trace';

export interface RouteDeps {
  readonly database: Database;
  readonly authenticate: Authenticate;
}

const API_VERSION = '1';

/** One router for the whole table; the order of the table is the order of matching. */
export function mountRoutes(routes: readonly Route[], deps: RouteDeps): Router {
  const router = Router();
  for (const route of routes) {
    router[route.method](route.path, (request, response) => serve(route, deps, request, response));
  }
  return router;
}

/** Sign-in, role, input, tenant, use case, answer: in this order, for every route. */
async function serve(
  route: Route,
  { database, authenticate }: RouteDeps,
  request: Request,
  response: Response,
): Promise<void> {
  nameRoute(response, route.path);
  const user = await authenticate(request.get('authorization'));
  if (!route.roles.includes(user.role)) throw forbidden();
  const input = {
    user,
    params: readParams(route, request),
    query: read(route.query, request.query),
    body: read(route.body, request.body),
  };
  const data = await withLogContext({ companyId: user.companyId }, () =>
    database.withTenant(user.companyId, (tx) => route.handle({ tx, ...input })),
  );
  response.status(route.status ?? 200).json({
    success: true,
    data: toSnakeCase(checkAnswer(route, data)),
    meta: {
      request_id: traceOf(response).requestId,
      timestamp: new Date().toISOString(),
      version: API_VERSION,
    },
  });
}

function readParams(route: Route, request: Request): never {
  const parsed = route.params?.safeParse(toCamelCase(request.params));
  if (parsed && !parsed.success) throw notFound();
  return parsed?.data as never;
}

function read(schema: z.ZodType | undefined, value: unknown): never {
  return schema?.parse(toCamelCase(value ?? {})) as never;
}

/** A wrong answer is our mistake: it must not look like the caller's. */
function checkAnswer(route: Route, data: unknown): unknown {
  const parsed = route.answer.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new Error(`${route.method} ${route.path} answers what its schema does not allow`, {
    cause: new Error(parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')),
  });
}
