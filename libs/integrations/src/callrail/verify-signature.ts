import { createHmac } from 'node:crypto';
import { isSameText } from '../webhooks/same-text';

/**
 * Whether the `Signature` header is the base64 HMAC-SHA1 of the raw body under one of the signing
 * keys of the CallRail company (docs of CallRail webhooks, 2026-08). False when there is no key.
 */
export function verifyCallrailSignature(delivery: {
  readonly rawBody: Buffer;
  readonly signature: string | undefined;
  readonly keys: readonly string[];
}): boolean {
  const { rawBody, signature, keys } = delivery;
  if (!signature) return false;
  return keys
    .filter((key) => key !== '')
    .map((key) => isSameText(signature, createHmac('sha1', key).update(rawBody).digest('base64')))
    .some(Boolean);
}
