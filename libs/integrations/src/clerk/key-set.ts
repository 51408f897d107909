import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { ProviderError } from '../errors';
import type { HttpClient } from '../http/http-client';

const FRESH_MS = 3_600_000;
const REFETCH_MS = 30_000;

const keySet = z.object({
  keys: z.array(
    z.looseObject({ kty: z.string(), kid: z.string().optional(), use: z.string().optional() }),
  ),
});

/** A public key by its id, or null when the issuer has none of that id. */
export type KeySet = (keyId: string) => Promise<KeyObject | null>;

/**
 * The keys served at `url`, kept for an hour. An unknown id asks again, at most every 30 s, so that
 * forged tokens cannot make us hammer the issuer. Keys at hand survive an outage of the issuer.
 */
export function createKeySet(options: {
  readonly url: string;
  readonly http: HttpClient;
  readonly now: () => Date;
}): KeySet {
  const { url, http, now } = options;
  let keys: ReadonlyMap<string, KeyObject> | null = null;
  let fetchedAt = 0;
  let triedAt = 0;
  let missedAt = 0;
  let fetching: Promise<void> | null = null;

  const fetchKeys = async (): Promise<void> => {
    triedAt = now().getTime();
    const { body } = await http.request({ operation: 'jwks', method: 'GET', url });
    keys = readKeys(body);
    fetchedAt = now().getTime();
  };

  const refresh = async (): Promise<void> => {
    fetching ??= fetchKeys().finally(() => (fetching = null));
    try {
      await fetching;
    } catch (error) {
      if (!keys) throw error;
    }
  };

  const isDue = (keyId: string): boolean => {
    const time = now().getTime();
    if (!keys || fetching) return true;
    if (time - fetchedAt >= FRESH_MS && time - triedAt >= REFETCH_MS) return true;
    if (keys.has(keyId) || time - missedAt < REFETCH_MS) return false;
    missedAt = time;
    return true;
  };

  return async (keyId) => {
    if (isDue(keyId)) await refresh();
    return keys?.get(keyId) ?? null;
  };
}

function readKeys(body: unknown): ReadonlyMap<string, KeyObject> {
  const parsed = keySet.safeParse(body);
  if (!parsed.success) {
    throw new ProviderError({
      vendor: 'clerk',
      message: 'answered with something that is no key set',
      code: 'UNEXPECTED_ANSWER',
      isRetryable: true,
      cause: parsed.error,
    });
  }
  const usable = parsed.data.keys.filter(
    ({ kty, use }) => kty === 'RSA' && (use === undefined || use === 'sig'),
  );
  return new Map(
    usable.flatMap((key) =>
      key.kid === undefined ? [] : [[key.kid, createPublicKey({ key, format: 'jwk' })]],
    ),
  );
}
