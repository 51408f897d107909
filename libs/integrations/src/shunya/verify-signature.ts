import { createHmac } from 'node:crypto';
import { isSameText } from '../webhooks/same-text';

/**
 * Whether `X-Shunya-Signature` is the lower-case hex HMAC-SHA256 of `{timestamp}.{raw body}` under
 * one of the secrets, and `X-Shunya-Timestamp` (epoch milliseconds) is within the window, in the
 * past or the future. False when there is no secret.
 */
export function verifyShunyaSignature(delivery: {
  readonly rawBody: Buffer;
  readonly signature: string | undefined;
  readonly timestamp: string | undefined;
  readonly secrets: readonly string[];
  readonly maxAgeSeconds: number;
  readonly now?: Date;
}): boolean {
  const { rawBody, signature, timestamp, secrets, maxAgeSeconds, now = new Date() } = delivery;
  if (!signature || !timestamp || !/^\d{1,16}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() - Number(timestamp)) > maxAgeSeconds * 1_000) return false;
  return secrets
    .filter((secret) => secret !== '')
    .map((secret) => isSameText(signature, signatureOf(secret, timestamp, rawBody)))
    .some(Boolean);
}

function signatureOf(secret: string, timestamp: string, rawBody: Buffer): string {
  return createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest('hex');
}
