import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { v4 as randomUuid, v5 as uuidOf } from 'uuid';
import type { WriteKey } from '@otto/db';
import { Problem } from '../problem';
import { heedsKeys, type Route } from '../route';

/** A write that its caller may repeat, and what it asked for. */
export interface RepeatableWrite extends WriteKey {
  readonly requestHash: string;
}

const KEY = /^[\x21-\x7e]{10,255}$/;

/** The write as its Idempotency-Key names it; null for a request without one. */
export function writeOf(route: Route, request: Request, userId: string): RepeatableWrite | null {
  const key = request.get('idempotency-key');
  if (key === undefined || !heedsKeys(route)) return null;
  if (!KEY.test(key)) {
    throw new Problem(
      400,
      'INVALID_IDEMPOTENCY_KEY',
      'Idempotency-Key must have 10 to 255 visible characters.',
    );
  }
  const asked = JSON.stringify([sorted(request.query), sorted(request.body ?? null)]);
  return {
    userId,
    method: request.method,
    path: request.path,
    key,
    requestHash: createHash('sha256').update(asked).digest('hex'),
  };
}

const WRITES = '6f5e0c52-3d0b-4d8e-9a35-0c6f6b1f7a11';

/**
 * A UUID that the write has at each repetition, even when nothing of it was kept; without a key a
 * new one. What it names should be made once however often the write is worked on.
 */
export function writeIdOf(companyId: string, write: RepeatableWrite | null): string {
  if (!write) return randomUuid();
  const { userId, method, path, key, requestHash } = write;
  return uuidOf(JSON.stringify([companyId, userId, method, path, key, requestHash]), WRITES);
}

/** The same JSON with its keys in order, since clients need not keep theirs. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
