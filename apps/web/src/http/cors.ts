import type { RequestHandler } from 'express';

const METHODS = 'GET, POST, PUT, PATCH, DELETE';
const SENT_HEADERS = 'Authorization, Content-Type, Idempotency-Key, X-Request-Id, X-Trace-Id';
const READ_HEADERS =
  'X-Request-Id, X-Trace-Id, RateLimit, RateLimit-Policy, Retry-After, Idempotent-Replay';
const PREFLIGHT_SECONDS = '600';

/**
 * Lets browsers call from the allowed origins. In a pattern `*` stands for one segment of a host or
 * for a port, and for any host at all where it is the whole of it: `https://*.otto.app`, `exp://*`.
 */
export function allowOrigins(patterns: readonly string[]): RequestHandler {
  const isAllowed = originMatcher(patterns);
  return (request, response, next) => {
    response.vary('Origin');
    const origin = request.get('origin');
    if (origin === undefined || !isAllowed(origin)) return next();
    response.set({
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Expose-Headers': READ_HEADERS,
    });
    if (request.method !== 'OPTIONS' || !request.get('access-control-request-method')) {
      return next();
    }
    response
      .set({
        'Access-Control-Allow-Methods': METHODS,
        'Access-Control-Allow-Headers': SENT_HEADERS,
        'Access-Control-Max-Age': PREFLIGHT_SECONDS,
      })
      .status(204)
      .end();
  };
}

export function originMatcher(patterns: readonly string[]): (origin: string) => boolean {
  const expressions = patterns.map(expressionOf);
  return (origin) => expressions.some((expression) => expression.test(origin));
}

function expressionOf(pattern: string): RegExp {
  const [scheme = '', host = ''] = pattern.replace(/\/+$/, '').split('://');
  const hostExpression =
    host === '*' ? '[a-z0-9.:[\\]-]+' : host.split('*').map(escaped).join('[a-z0-9-]+');
  return new RegExp(`^${escaped(scheme)}://${hostExpression}$`, 'i');
}

const escaped = (literal: string): string => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
