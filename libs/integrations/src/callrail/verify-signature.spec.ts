import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyCallrailSignature } from './verify-signature';

// The key, body and signature that CallRail publishes (support article 5711246459149).
const key = '072e77e426f92738a72fe23c4d1953b4';
const rawBody = readFileSync(join(__dirname, 'samples/post-call.json'));
const good = { rawBody, signature: 'UZAHbUdfm3GqL7qzilGozGzWV64=', keys: [key] };

describe('signature of CallRail', () => {
  it('is the published one for the published body', () => {
    expect(verifyCallrailSignature(good)).toBe(true);
  });

  it('holds under either key during a rotation', () => {
    expect(verifyCallrailSignature({ ...good, keys: ['new', key] })).toBe(true);
    expect(verifyCallrailSignature({ ...good, keys: [key, 'old'] })).toBe(true);
  });

  it.each([
    ['a changed body', { rawBody: Buffer.concat([rawBody, Buffer.from('\n')]) }],
    ['a body in another order', { rawBody: Buffer.from(JSON.stringify({ b: 1, a: 2 })) }],
    ['another key', { keys: ['another'] }],
    ['no key', { keys: [] }],
    ['an empty key', { keys: [''], signature: '' }],
    ['no signature', { signature: undefined }],
    ['an empty signature', { signature: '' }],
    ['a tampered signature', { signature: 'VZAHbUdfm3GqL7qzilGozGzWV64=' }],
    ['a shortened signature', { signature: 'UZAHbUdfm3GqL7qz' }],
    ['the signature of the body with a newline', { signature: 'slJqKZkCtpJp2y989jy0zSM7tz4=' }],
  ])('does not hold for %s', (_case, change) => {
    expect(verifyCallrailSignature({ ...good, ...change })).toBe(false);
  });
});
