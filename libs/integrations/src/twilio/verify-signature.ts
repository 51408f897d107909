import { createHash, createHmac } from 'node:crypto';
import { isSameText } from '../webhooks/same-text';
import { urlCandidates } from './url-candidates';

export interface TwilioDelivery {
  readonly rawBody: Buffer;
  readonly contentType: string | undefined;
  readonly signature: string | undefined;
  /** Full public URLs, query included, that may be configured at Twilio for this path. */
  readonly urls: readonly string[];
  /** Primary auth tokens of the account; more than one during a rotation. */
  readonly authTokens: readonly string[];
}

/**
 * Whether `X-Twilio-Signature` is the base64 HMAC-SHA1 of the URL, and of the sorted form fields
 * after it, under one of the tokens (https://www.twilio.com/docs/usage/security, 2026-11). A body
 * that is no form must have its SHA-256 in the signed URL. False when there is no token.
 */
export function verifyTwilioSignature(delivery: TwilioDelivery): boolean {
  const { signature } = delivery;
  if (!signature) return false;
  const suffix = isForm(delivery) ? sortedFields(delivery.rawBody) : '';
  const signed = delivery.urls
    .filter((url) => isForm(delivery) || holdsHash(url, delivery.rawBody))
    .flatMap(urlCandidates)
    .map((url) => url + suffix);
  return delivery.authTokens
    .filter((token) => token !== '')
    .flatMap((token) => signed.map((text) => isSameText(signature, hmac(token, text))))
    .some(Boolean);
}

/** A request without a body, as by GET, is signed like an empty form. */
function isForm({ contentType, rawBody }: TwilioDelivery): boolean {
  if (contentType === undefined || contentType === '') return rawBody.length === 0;
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType);
}

/** Name and value of every field, names and then values in order, the same value once. */
function sortedFields(rawBody: Buffer): string {
  const fields = new URLSearchParams(rawBody.toString('utf8'));
  return [...new Set(fields.keys())]
    .sort()
    .flatMap((name) => [...new Set(fields.getAll(name))].sort().map((value) => name + value))
    .join('');
}

function holdsHash(url: string, rawBody: Buffer): boolean {
  const hash = URL.canParse(url) ? new URL(url).searchParams.get('bodySHA256') : null;
  return hash !== null && isSameText(hash, createHash('sha256').update(rawBody).digest('hex'));
}

function hmac(token: string, text: string): string {
  return createHmac('sha1', token).update(text, 'utf8').digest('base64');
}
