import type { Request } from 'express';
import type { z } from 'zod';
import { snakeName, toCamelCase } from './case';
import { notFound, Problem } from './problem';
import type { Route } from './route';

/** What the caller sent, parsed by the schemas of the route. */
export function readInput(route: Route, request: Request) {
  return {
    params: readParams(route, request),
    query: read(route.query, request.query),
    body: read(route.body, request.body),
  };
}

function readParams(route: Route, request: Request): never {
  const parsed = route.params?.safeParse(toCamelCase(request.params));
  if ((parsed && !parsed.success) || hasNul(parsed?.data)) throw notFound();
  return parsed?.data as never;
}

function read(schema: z.ZodType | undefined, value: unknown): never {
  const parsed = schema?.safeParse(toCamelCase(value ?? {}));
  if (parsed && !parsed.success) throw invalid(parsed.error);
  if (hasNul(parsed?.data)) {
    throw new Problem(400, 'VALIDATION_ERROR', 'The request has a NUL character in it.');
  }
  return parsed?.data as never;
}

/** PostgreSQL can store every character but this one, in text as in JSON. */
function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\u0000');
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, item]) => key.includes('\u0000') || hasNul(item));
}

function invalid(error: z.ZodError): Problem {
  const details = error.issues.map(({ path, message }) => ({
    field: path.map((part) => snakeName(String(part))).join('.'),
    message,
  }));
  return new Problem(400, 'VALIDATION_ERROR', 'The request is not valid.', { details });
}
