import { randomBytes, randomInt } from 'node:crypto';

/** An id that no other test has, readable in a failure: `org_3f9c2a71`. */
export function uniqueId(prefix: string): string {
  return `${prefix}_${randomBytes(4).toString('hex')}`;
}

/** A valid-looking US number in E.164 that no other test is likely to have. */
export function uniquePhone(): string {
  return `+1${randomInt(200, 990)}${randomInt(200, 1_000)}${String(randomInt(10_000)).padStart(4, '0')}`;
}
