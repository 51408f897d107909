import { Problem } from '../http/problem';
import type { Fields } from './door';

/** The fields of a JSON or form body; 400 when there are none. */
export function readFields(rawBody: Buffer, contentType: string): Fields {
  const text = rawBody.toString('utf8');
  if (contentType.includes('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  const value = parse(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new Problem(400, 'BAD_REQUEST', 'The body is not a JSON object.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, 'BAD_REQUEST', 'The body is not valid JSON.');
  }
}
