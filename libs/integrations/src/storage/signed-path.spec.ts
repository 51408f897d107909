import { createFileStorage } from './file-storage';
import { verifySignedPath } from './signed-path';

const KEY = 'org_demo/calls/7d1c.mp3';
const now = new Date('2026-11-24T12:00:00.000Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000);

describe('signed paths', () => {
  const storage = createFileStorage({
    dir: '/nowhere',
    publicUrl: 'https://otto.test',
    signingKey: 'key',
    now: () => now,
  });
  const url = new URL(storage.signedUrl(KEY, 60));
  const query = {
    expires: url.searchParams.get('expires'),
    signature: url.searchParams.get('signature'),
  };
  const good = { signingKey: 'key', key: KEY, ...query, now };

  it('lead to web, by key', () => {
    expect(`${url.origin}${url.pathname}`).toBe(`https://otto.test/files/${KEY}`);
    expect(query.expires).toBe(String(now.getTime() / 1_000 + 60));
  });

  it('hold until they expire', () => {
    expect(verifySignedPath(good)).toBe(true);
    expect(verifySignedPath({ ...good, now: later(59) })).toBe(true);
    expect(verifySignedPath({ ...good, now: later(60) })).toBe(false);
  });

  it.each([
    ['another file', { key: 'org_rival/calls/7d1c.mp3' }],
    ['a later end', { expires: String(Number(query.expires) + 1) }],
    ['an end in another spelling', { expires: `0${query.expires}` }],
    ['a forged signature', { signature: 'A'.repeat(43) }],
    ['another signing key', { signingKey: 'other' }],
    ['no signature', { signature: undefined }],
    ['two signatures', { signature: [query.signature, query.signature] }],
    ['no end', { expires: undefined }],
    ['an end that is no number', { expires: 'NaN' }],
    ['a key that leads elsewhere', { key: '../x' }],
  ])('do not hold for %s', (_case, change) => {
    expect(verifySignedPath({ ...good, ...change })).toBe(false);
  });
});
