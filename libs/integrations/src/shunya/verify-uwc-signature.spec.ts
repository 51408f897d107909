import { createHmac } from 'node:crypto';
import { verifyUwcSignature } from './verify-uwc-signature';

const now = new Date('2026-11-24T12:00:00Z');
const rawBody = Buffer.from('{"job_id":"ix-5","company_id":"org_demo","status":"completed"}');
const signed = (timestamp: string) => ({
  timestamp,
  signature: createHmac('sha256', 'hmac-secret')
    .update(`${timestamp}:${rawBody.toString()}`)
    .digest('hex'),
});
const good = {
  rawBody,
  ...signed('2026-11-24T12:00:00Z'),
  secrets: ['hmac-secret'],
  maxAgeSeconds: 300,
  now,
};

describe('signature of the older webhooks of Shunya', () => {
  it.each([
    ['as Shunya makes it', {}],
    ['under the old secret in a rotation', { secrets: ['new', 'hmac-secret'] }],
    ['5 minutes old', signed('2026-11-24T11:55:00Z')],
    ['with fractions and an offset', signed('2026-11-24T13:02:00.123456+01:00')],
  ])('holds %s', (_case, change) => {
    expect(verifyUwcSignature({ ...good, ...change })).toBe(true);
  });

  it.each([
    ['a stale time', signed('2026-11-24T11:54:59Z')],
    ['a time in the future', signed('2026-11-24T12:05:01Z')],
    ['a time without a zone', signed('2026-11-24T12:00:00')],
    ['a time in milliseconds', signed(String(now.getTime()))],
    ['a date that does not exist', signed('2026-13-41T12:00:00Z')],
    ['no time', { timestamp: undefined }],
    ['no signature', { signature: undefined }],
    ['a tampered body', { rawBody: Buffer.from('{"job_id":"ix-6"}') }],
    ['another secret', { secrets: ['another'] }],
    ['no secret', { secrets: [''] }],
  ])('does not hold for %s', (_case, change) => {
    expect(verifyUwcSignature({ ...good, ...change })).toBe(false);
  });
});
