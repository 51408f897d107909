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
  if ((parsed && !parsed.success) || hasUnstorable(parsed?.data)) throw notFound();
  return parsed?.data as never;
}

function read(schema: z.ZodType | undefined, value: unknown): never {
  const parsed = schema?.safeParse(toCamelCase(value ?? {}));
  if (parsed && !parsed.success) throw invalid(parsed.error);
  if (hasUnstorable(parsed?.data)) {
    throw new Problem(400, 'VALIDATION_ERROR', 'The request has a NUL or half a character in it.');
  }
  return parsed?.data as never;
}

/** PostgreSQL stores every text but one with a NUL, and in JSON none with half of a surrogate pair. */
function hasUnstorable(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\u0000') || !value.isWellFormed();
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, item]) => hasUnstorable(key) || hasUnstorable(item));
}

/** The problem of input that its schema refuses. */
export function invalid(error: z.ZodError): Problem {
  const details = error.issues.map(({ path, message }) => ({
    field: path.map((part) => snakeName(String(part))).join('.'),
    message,
  }));
  return new Problem(400, 'VALIDATION_ERROR', 'The request is not valid.', { details });
}
