import { createHmac } from 'node:crypto';

/** CallRail's `Signature` header: base64 of HMAC-SHA1 over the raw body (PROVIDERS 2.1). */
export function signCallrailBody(signingKey: string, body: string): string {
  return createHmac('sha1', signingKey).update(body, 'utf8').digest('base64');
}
