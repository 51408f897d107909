import type { RequestHandler, Response } from 'express';
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
    let isWritten = false;
    const write = () => {
      if (isWritten) return;
      isWritten = true;
      journal.write({
        provider,
        direction: 'received',
        what: `${request.method} ${request.originalUrl.split('?')[0] ?? ''}`,
        // An answer that was withheld never finishes.
        status: response.writableFinished ? response.statusCode : null,
        durationMs: Math.round(performance.now() - startedAt),
        companyId: companyOf(response) ?? request.get('X-Company-ID') ?? null,
        request: bodyOf(request.body),
        answer,
      });
    };
    response.on('finish', write).on('close', write);
    next();
  };
}

const companyOf = ({ locals }: Response) => locals['companyId'] as string | undefined;

function bodyOf(body: unknown): unknown {
  if (!Buffer.isBuffer(body)) return body ?? null;
  const text = body.toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text.slice(0, 4_000);
  }
}
