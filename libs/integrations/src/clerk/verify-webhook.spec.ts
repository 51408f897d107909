import { verifyClerkWebhook } from './verify-webhook';

// The vector that the Standard Webhooks libraries are tested with.
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const published = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const at = (seconds: number): Date => new Date(seconds * 1_000);
const good = {
  rawBody: Buffer.from('{"test": 2432232314}'),
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: '1614265330',
  signature: published,
  secrets: [secret],
  now: at(1_614_265_330),
};

describe('signature of Clerk', () => {
  it('is the published one for the published body', () => {
    expect(verifyClerkWebhook(good)).toBe(true);
  });

  it('may be any of several, and those of other versions are passed over', () => {
    const signature = `v1a,abc= v1,bm90IHRoaXM= ${published} v2,x`;
    expect(verifyClerkWebhook({ ...good, signature })).toBe(true);
  });

  it('holds under either secret during a rotation', () => {
    const other = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
    expect(verifyClerkWebhook({ ...good, secrets: [other, secret] })).toBe(true);
    expect(verifyClerkWebhook({ ...good, secrets: [secret, other] })).toBe(true);
  });

  it('holds for five minutes before and after it was made', () => {
    for (const shift of [-300, 300])
      expect(verifyClerkWebhook({ ...good, now: at(1_614_265_330 + shift) })).toBe(true);
    for (const shift of [-301, 301])
      expect(verifyClerkWebhook({ ...good, now: at(1_614_265_330 + shift) })).toBe(false);
  });

  it.each([
    ['a changed body', { rawBody: Buffer.from('{"test":2432232314}') }],
    ['another id', { id: 'msg_other' }],
    ['another time', { timestamp: '1614265331' }],
    ['no id', { id: undefined }],
    ['no time', { timestamp: undefined }],
    ['a time that is no number', { timestamp: '1614265330.0' }],
    ['no signature', { signature: undefined }],
    ['an empty signature', { signature: '' }],
    ['a signature of another version', { signature: published.replace('v1', 'v1a') }],
    ['a signature without version', { signature: published.slice(3) }],
    ['a tampered signature', { signature: published.replace('g0', 'h0') }],
    ['another secret', { secrets: ['whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'] }],
    ['no secret', { secrets: [] }],
    ['an empty secret', { secrets: ['', 'whsec_'] }],
  ])('does not hold for %s', (_case, change) => {
    expect(verifyClerkWebhook({ ...good, ...change })).toBe(false);
  });
});
