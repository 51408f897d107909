import type { RequestHandler } from 'express';
import { companyOf } from './authenticate';

/** Repeats the first successful answer for the same Idempotency-Key of a company at one path. */
export function honourIdempotencyKeys(): RequestHandler {
  const answers = new Map<string, unknown>();
  return (request, response, next) => {
    const given = request.get('Idempotency-Key');
    if (request.method !== 'POST' || given === undefined) {
      next();
      return;
    }
    const key = [companyOf(response), request.path, given].join('\n');
    if (answers.has(key)) {
      response.json(answers.get(key));
      return;
    }
    const json = response.json.bind(response);
    response.json = (body: unknown) => {
      if (response.statusCode < 300 && !isRefusal(body)) answers.set(key, body);
      return json(body);
    };
    next();
  };
}

function isRefusal(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'success' in body && body.success === false;
}
