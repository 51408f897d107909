import { createHmac } from 'node:crypto';
import { verifyShunyaSignature } from './verify-signature';

const now = new Date('2026-11-24T12:00:00Z');
const timestamp = String(now.getTime());
const rawBody = Buffer.from('{"task_id":"tsk-81","status":"completed"}');
const good = {
  rawBody,
  timestamp,
  // hmac.new(b"hmac-secret", b"1795521600000." + body, sha256).hexdigest() of Python 3.11.
  signature: '3e949b13776a24aadfde3d4d40dcafb4c63607f4ad1923049a8531e8430736d8',
  secrets: ['hmac-secret'],
  maxAgeSeconds: 300,
  now,
};
const signed = (time: string): { timestamp: string; signature: string } => ({
  timestamp: time,
  signature: createHmac('sha256', 'hmac-secret').update(`${time}.`).update(rawBody).digest('hex'),
});
const shifted = (ms: number): string => String(now.getTime() + ms);

describe('signature of Shunya', () => {
  it('is made of the time in milliseconds and the raw body', () => {
    expect(verifyShunyaSignature(good)).toBe(true);
  });

  it('holds under either secret during a rotation', () => {
    expect(verifyShunyaSignature({ ...good, secrets: ['new', 'hmac-secret'] })).toBe(true);
  });

  it.each([-300_000, 300_000])('holds %i ms off', (ms) => {
    expect(verifyShunyaSignature({ ...good, ...signed(shifted(ms)) })).toBe(true);
  });

  it.each([
    ['a stale time', signed(shifted(-300_001))],
    ['a time in the future', signed(shifted(300_001))],
    ['a time in seconds', signed(String(Math.floor(now.getTime() / 1_000)))],
    ['a time in words', signed(now.toISOString())],
    ['another time than the signed one', { timestamp: shifted(1) }],
    ['no time', { timestamp: undefined }],
    ['no signature', { signature: undefined }],
    ['an upper-case signature', { signature: good.signature.toUpperCase() }],
    ['a tampered signature', { signature: `0${good.signature.slice(1)}` }],
    ['a tampered body', { rawBody: Buffer.from('{"task_id":"tsk-82","status":"completed"}') }],
    ['another secret', { secrets: ['another'] }],
    ['no secret', { secrets: [] }],
    ['an empty secret', { secrets: [''] }],
  ])('does not hold for %s', (_case, change) => {
    expect(verifyShunyaSignature({ ...good, ...change })).toBe(false);
  });
});
