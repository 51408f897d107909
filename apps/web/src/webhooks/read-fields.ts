import { isUtf8 } from 'node:buffer';
import { Problem } from '../http/problem';
import type { Fields } from './door';

const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/i;
const JSON_TYPE = /^(application|text)\/([\w.-]+\+)?json\s*(;|$)/i;

/** The fields of a JSON or form body; 400 when there are none, 415 for any other type. */
export function readFields(rawBody: Buffer, contentType: string): Fields {
  if (!isUtf8(rawBody)) throw new Problem(400, 'BAD_REQUEST', 'The body is not UTF-8.');
  const text = rawBody.toString('utf8');
  if (FORM.test(contentType)) return Object.fromEntries(new URLSearchParams(text));
  if (!JSON_TYPE.test(contentType)) {
    throw new Problem(415, 'UNSUPPORTED_MEDIA_TYPE', 'The body is neither JSON nor a form.');
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
