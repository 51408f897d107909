import { createHmac } from 'node:crypto';
import { isSameText } from '../webhooks/same-text';

const DEFAULT_TOLERANCE_SECONDS = 300;
const PREFIX = 'whsec_';

/**
 * Whether one of the signatures in `svix-signature` is the base64 HMAC-SHA256 of
 * `{id}.{timestamp}.{raw body}` under one of the secrets (`whsec_` and base64), and the timestamp,
 * in seconds, is within the tolerance (https://docs.svix.com/receiving/verifying-payloads/how-manual).
 * False when there is no secret.
 */
export function verifyClerkWebhook(delivery: {
  readonly rawBody: Buffer;
  /** The `svix-id`, `svix-timestamp` and `svix-signature` headers. */
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  readonly secrets: readonly string[];
  readonly toleranceSeconds?: number;
  readonly now?: Date;
}): boolean {
  const { rawBody, id, timestamp, signature, now = new Date() } = delivery;
  const { toleranceSeconds = DEFAULT_TOLERANCE_SECONDS } = delivery;
  if (!id || !signature || !timestamp || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() - Number(timestamp) * 1_000) > toleranceSeconds * 1_000) return false;
  const given = signature.split(' ').flatMap((entry) => (entry.startsWith('v1,') ? [entry] : []));
  return delivery.secrets
    .map(keyOf)
    .filter((key) => key.length > 0)
    .map((key) => {
      const hmac = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(rawBody);
      return `v1,${hmac.digest('base64')}`;
    })
    .flatMap((expected) => given.map((entry) => isSameText(entry, expected)))
    .some(Boolean);
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64');
}
