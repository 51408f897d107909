import type { RequestHandler } from 'express';
import type { Journal } from './journal';

/** Writes each request that a provider gets, with its answer, into the journal. */
export function recordReceived(journal: Journal, provider: string): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    let answer: unknown = null;
    const json = response.json.bind(response);
    response.json = (body: unknown) => {
      answer = body;
      return json(body);
    };
    response.on('finish', () => {
      journal.write({
        provider,
        direction: 'received',
        what: `${request.method} ${request.originalUrl.split('?')[0] ?? ''}`,
        status: response.statusCode,
        durationMs: Math.round(performance.now() - startedAt),
        companyId: request.get('X-Company-ID') ?? null,
        request: bodyOf(request.body),
        answer,
      });
    });
    next();
  };
}

function bodyOf(body: unknown): unknown {
  if (!Buffer.isBuffer(body)) return body ?? null;
  const text = body.toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text.slice(0, 4_000);
  }
}
