import { createMemoryBuckets } from './memory-buckets';
import { createRateLimiter } from './rate-limiter';

const HOUR = 3_600_000;
const limits = [
  { name: 'hour', burst: 2, perHour: 60 },
  { name: 'day', burst: 3, perHour: 1 },
];

describe('token buckets', () => {
  let now = 0;
  const buckets = () => createMemoryBuckets(() => now);
  beforeEach(() => (now = 1_000));

  it('give what they hold, and then say how long to wait', async () => {
    const store = buckets();
    const [hour] = [limits.slice(0, 1)];
    expect([await store.take('a', hour), await store.take('a', hour)]).toEqual([0, 0]);
    expect(await store.take('a', hour)).toBe(60_000);
    now += 59_999;
    expect(await store.take('a', hour)).toBe(1);
    now += 1;
    expect(await store.take('a', hour)).toBe(0);
  });

  it('do not fill beyond their size', async () => {
    const store = buckets();
    await store.take('a', limits);
    now += 100 * HOUR;
    const waits = [];
    for (let i = 0; i < 3; i += 1) waits.push(await store.take('a', limits));
    expect(waits).toEqual([0, 0, 60_000]);
  });

  it('give from all or from none, and the longest wait counts', async () => {
    const store = buckets();
    for (let i = 0; i < 3; i += 1) {
      expect(await store.take('a', limits)).toBe(0);
      now += 60_000;
    }
    const wait = await store.take('a', limits);
    expect(wait).toBeGreaterThan(50 * 60_000);
    expect(await store.take('a', limits.slice(0, 1))).toBe(0);
  });

  it('are one per key', async () => {
    const store = buckets();
    for (let i = 0; i < 2; i += 1) await store.take('a', limits);
    expect(await store.take('b', limits)).toBe(0);
  });

  it('do not mind a clock that is set back', async () => {
    const store = buckets();
    for (let i = 0; i < 2; i += 1) await store.take('a', limits);
    now -= 500;
    expect(await store.take('a', limits)).toBeGreaterThan(0);
  });

  it('make a limiter that refuses with a time', async () => {
    const limiter = createRateLimiter({ vendor: 'acme', limits, store: buckets() });
    for (let i = 0; i < 2; i += 1) await limiter.take('a');
    await expect(limiter.take('a')).rejects.toMatchObject({
      vendor: 'acme',
      code: 'RATE_LIMITED',
      status: null,
      isRetryable: true,
      retryAfterMs: 60_000,
    });
  });
});
