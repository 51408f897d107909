import type { RequestHandler } from 'express';
import { Problem } from './problem';

const MAX_URL = 4_096;
const MAX_PATH = 1_024;
const MAX_QUERY_FIELDS = 50;

/** Refuses URLs that no client of ours makes. Bodies and headers have limits of their own. */
export const boundRequest: RequestHandler = (request, _response, next) => {
  if (request.originalUrl.length > MAX_URL || request.path.length > MAX_PATH) {
    throw new Problem(414, 'URI_TOO_LONG', 'The URL is too long.');
  }
  const [, query = ''] = request.originalUrl.split('?', 2);
  if (query.split('&').length > MAX_QUERY_FIELDS) {
    throw new Problem(400, 'VALIDATION_ERROR', 'The query has too many fields.');
  }
  next();
};
