import { isUtf8 } from 'node:buffer';
import { WebhookParseError } from '../errors';

export type Fields = Readonly<Record<string, unknown>>;

/**
 * The top-level fields of a webhook body: an object as it is, or a text or buffer of JSON or
 * `application/x-www-form-urlencoded`. Throws WebhookParseError for anything else.
 */
export function readFields(vendor: string, body: unknown): Fields {
  if (Buffer.isBuffer(body)) {
    if (!isUtf8(body)) throw new WebhookParseError(vendor, 'the body is not UTF-8');
    return readFields(vendor, body.toString('utf8'));
  }
  if (typeof body === 'string') return readText(vendor, body.trim());
  if (isFields(body)) return body;
  throw new WebhookParseError(vendor, 'the body has no fields');
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readText(vendor: string, text: string): Fields {
  if (!/^[[{"]/.test(text)) return Object.fromEntries(new URLSearchParams(text));
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new WebhookParseError(vendor, 'the body is not JSON');
  }
  if (isFields(parsed)) return parsed;
  throw new WebhookParseError(vendor, 'the body has no fields');
}
