import type { Express } from 'express';
import request, { type Test } from 'supertest';
import { toSnakeCase } from '../http/case';
import { nameOf, paramNames } from '../http/check-table';
import type { Route } from '../http/route';
import type { SampleRecords } from './sample-records';

/** What a route is asked, in names of the outside. */
export interface RouteRequest {
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

/** The example of the route, about these records. */
export function exampleRequest(route: Route, records: SampleRecords): RouteRequest {
  const { query, body } = route.docs.example ?? {};
  const ids = paramNames(route.path).map((name) => {
    const id = records[name];
    if (id === undefined) throw new Error(`sample-records.ts has no ${name} for ${nameOf(route)}`);
    return [name, id] as const;
  });
  return {
    path: ids.reduce((path, [name, id]) => path.replace(`:${name}`, id), route.path),
    query: about(records, query),
    body: route.body ? about(records, body) : undefined,
  };
}

/** The fields of an example, those that name a record with the id of ours. */
function about(records: SampleRecords, example: unknown): Record<string, unknown> {
  const fields = Object.entries(toSnakeCase(example ?? {}) as Record<string, unknown>);
  return Object.fromEntries(fields.map(([name, value]) => [name, records[name] ?? value]));
}

/** Sends it. */
export function send(
  app: Express,
  route: Route,
  { path, query, body }: RouteRequest,
  authorization?: string,
): Test {
  const sending = request(app)[route.method](path).query(query);
  if (authorization !== undefined) void sending.set('Authorization', authorization);
  return body === undefined ? sending : sending.send(body);
}
