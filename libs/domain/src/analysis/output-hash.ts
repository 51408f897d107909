import { createHash } from 'node:crypto';
import { cleanJson, type CleanJson } from '../json/clean-json';
import { recordOf } from '../json/read-json';

/** They differ each time the same result is fetched. */
const VOLATILE = ['processed_at', 'created_at', 'analyzed_at', 'timestamp'];

/** What answers wrap around the same result. */
const ENVELOPE = [
  'success',
  'message',
  'call_id',
  'company_id',
  'task_id',
  'target_role',
  'request_id',
];

/**
 * SHA-256 in hex of a result, the same whatever the order of its keys, whenever it was made, and
 * whether a webhook brought it or a request. A numeric `timestamp` is a place in the recording and
 * counts.
 */
export function outputHash(payload: unknown): string {
  const result = Object.fromEntries(
    Object.entries(recordOf(cleanJson(payload))).filter(([key]) => !ENVELOPE.includes(key)),
  );
  return createHash('sha256')
    .update(JSON.stringify(canonical(result)))
    .digest('hex');
}

function canonical(value: CleanJson): CleanJson {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(canonical);
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .filter((key) => !VOLATILE.includes(key) || typeof value[key] === 'number')
      .map((key) => [key, canonical(value[key] ?? null)]),
  );
}
