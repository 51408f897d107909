import { randomBytes } from 'node:crypto';
import { seal, SealingError, unseal } from './sealing';

const newKey = (): string => randomBytes(32).toString('base64');

describe('sealing', () => {
  it('gives back the text that was sealed', () => {
    const key = newKey();
    expect(unseal(key, seal(key, 'schlüssel: 42 🔑'))).toBe('schlüssel: 42 🔑');
    expect(unseal(key, seal(key, ''))).toBe('');
  });

  it('seals the same text differently each time, and never legibly', () => {
    const key = newKey();
    const sealed = [seal(key, 'auth-token'), seal(key, 'auth-token')];
    expect(sealed[0]).not.toBe(sealed[1]);
    expect(sealed.join()).not.toContain('auth-token');
  });

  it('seals with the newest key and opens with any, so that keys can be rotated', () => {
    const [older, newer] = [newKey(), newKey()];
    const before = seal(older, 'secret');
    const after = seal(`${newer}, ${older}`, 'secret');
    expect(unseal(`${newer},${older}`, before)).toBe('secret');
    expect(unseal(newer, after)).toBe('secret');
    expect(() => unseal(newer, before)).toThrow(SealingError);
  });

  it.each([1, 2, 3, 4])('refuses a text whose part %i was changed', (index) => {
    const key = newKey();
    const parts = seal(key, 'a secret of some length').split('.');
    const part = parts[index] ?? '';
    parts[index] = (part.startsWith('A') ? 'B' : 'A') + part.slice(1);
    expect(() => unseal(key, parts.join('.'))).toThrow(SealingError);
  });

  it('refuses a shortened authentication tag', () => {
    const key = newKey();
    const parts = seal(key, 'secret').split('.');
    const tag = Buffer.from(parts.pop() ?? '', 'base64url').subarray(0, 4);
    expect(() => unseal(key, [...parts, tag.toString('base64url')].join('.'))).toThrow(
      SealingError,
    );
  });

  it.each(['', 'plain text', 'v1.abc', 'v2.a.b.c.d'])('refuses %j as not sealed', (text) => {
    expect(() => unseal(newKey(), text)).toThrow('not a sealed one');
  });

  it('refuses keys that are absent or not 32 bytes long', () => {
    expect(() => seal('', 'secret')).toThrow('no sealing key');
    expect(() => seal(randomBytes(16).toString('base64'), 'secret')).toThrow('32 bytes');
  });
});
