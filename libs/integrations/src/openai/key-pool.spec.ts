import { createKeyPool, type KeyStrategy } from './key-pool';

describe('pool of keys', () => {
  let now = 0;
  const pool = (strategy: KeyStrategy, random?: () => number) =>
    createKeyPool({
      keys: ['a', 'b', 'c', 'a'],
      strategy,
      now: () => now,
      ...(random ? { random } : {}),
    });
  const takes = (keys: ReturnType<typeof pool>, count: number) =>
    Array.from({ length: count }, () => keys.take());
  beforeEach(() => (now = 0));

  it('takes one after the other', () => {
    expect(takes(pool('round_robin'), 4)).toEqual(['a', 'b', 'c', 'a']);
  });

  it('takes any', () => {
    const throws = [0, 0.99, 0.5];
    expect(
      takes(
        pool('random', () => throws.shift() ?? 0),
        3,
      ),
    ).toEqual(['a', 'c', 'b']);
  });

  it('takes the one that was used least', () => {
    const keys = pool('least_used');
    expect(keys.take(new Set(['a', 'c']))).toBe('b');
    expect(takes(keys, 3)).toEqual(['a', 'c', 'a']);
  });

  it.each<KeyStrategy>(['round_robin', 'random', 'least_used'])(
    'lets a key rest for its time (%s)',
    (strategy) => {
      const keys = pool(strategy);
      keys.rest('b', 1_000);
      keys.rest('b', 10);
      expect(takes(keys, 6)).not.toContain('b');
      now = 1_000;
      expect(keys.take(new Set(['a', 'c']))).toBe('b');
    },
  );

  it('has none while all rest, and tells until when', () => {
    const keys = pool('round_robin');
    expect(keys.msUntilFree()).toBe(0);
    for (const [index, key] of ['a', 'b', 'c'].entries()) keys.rest(key, 1_000 * (index + 1));
    expect([keys.take(), keys.msUntilFree()]).toEqual([null, 1_000]);
  });

  it('has none where there is none', () => {
    const keys = createKeyPool({ keys: [], strategy: 'random' });
    expect([keys.take(), keys.msUntilFree()]).toEqual([null, 0]);
  });
});
