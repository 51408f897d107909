import { createHmac, timingSafeEqual } from 'node:crypto';
import { pythonJson } from './python-json';

const hmacHex = (secret: string, text: string) =>
  createHmac('sha256', secret).update(text, 'utf8').digest('hex');

/** `X-Shunya-Signature` of a webhook; the timestamp is epoch milliseconds. */
export function signShunyaWebhook(secret: string, timestamp: string, rawBody: string): string {
  return hmacHex(secret, `${timestamp}.${rawBody}`);
}

/** `X-Signature` of a request to Shunya; the timestamp is that of X-UWC-Timestamp. */
export function signShunyaRequest(secret: string, timestamp: string, payload: unknown): string {
  return hmacHex(secret, `${timestamp}:${pythonJson(payload)}`);
}

export function isSameSignature(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
