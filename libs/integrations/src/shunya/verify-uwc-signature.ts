import { createHmac } from 'node:crypto';
import { isSameText } from '../webhooks/same-text';

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * Whether `X-UWC-Signature` of the older webhooks is the lower-case hex HMAC-SHA256 of
 * `{timestamp}:{raw body}` under one of the secrets, and `X-UWC-Timestamp` (ISO 8601) is within the
 * window, in the past or the future. False when there is no secret.
 */
export function verifyUwcSignature(delivery: {
  readonly rawBody: Buffer;
  readonly signature: string | undefined;
  readonly timestamp: string | undefined;
  readonly secrets: readonly string[];
  readonly maxAgeSeconds: number;
  readonly now?: Date;
}): boolean {
  const { rawBody, signature, timestamp, secrets, maxAgeSeconds, now = new Date() } = delivery;
  if (!signature || !timestamp || !ISO.test(timestamp)) return false;
  const ageMs = Math.abs(now.getTime() - Date.parse(timestamp));
  // A date that does not exist has no age either.
  if (!(ageMs <= maxAgeSeconds * 1_000)) return false;
  return secrets
    .filter((secret) => secret !== '')
    .map((secret) => isSameText(signature, signatureOf(secret, timestamp, rawBody)))
    .some(Boolean);
}

function signatureOf(secret: string, timestamp: string, rawBody: Buffer): string {
  return createHmac('sha256', secret).update(`${timestamp}:`).update(rawBody).digest('hex');
}
