import { createHmac } from 'node:crypto';
import { isSameText } from '../webhooks/same-text';
import { isStorageKey } from './storage-key';

/** `/files/<key>?expires=<epoch seconds>&signature=<base64url HMAC-SHA256>`. */
export function signPath(signingKey: string, key: string, expires: number): string {
  return `/files/${key}?expires=${expires}&signature=${signatureOf(signingKey, key, String(expires))}`;
}

/**
 * Whether a request for `/files/<key>` carries a signature of ours that has not expired. `expires`
 * and `signature` are the query values as they came.
 */
export function verifySignedPath(request: {
  readonly signingKey: string;
  readonly key: string;
  readonly expires: unknown;
  readonly signature: unknown;
  readonly now?: Date;
}): boolean {
  const { signingKey, key, expires, signature, now = new Date() } = request;
  if (typeof expires !== 'string' || !/^\d{1,12}$/.test(expires)) return false;
  if (typeof signature !== 'string' || !isStorageKey(key)) return false;
  if (!isSameText(signature, signatureOf(signingKey, key, expires))) return false;
  return Number(expires) * 1_000 > now.getTime();
}

function signatureOf(signingKey: string, key: string, expires: string): string {
  return createHmac('sha256', signingKey).update(`${key}\n${expires}`).digest('base64url');
}
