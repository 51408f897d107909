import { ProviderError } from '../errors';
import { createBreakers } from './breakers';

const outage = (): Promise<never> =>
  Promise.reject(
    new ProviderError({ vendor: 'acme', message: 'down', status: 503, isRetryable: true }),
  );
const answer = (status: number, isRetryable: boolean) => (): Promise<never> =>
  Promise.reject(new ProviderError({ vendor: 'acme', message: 'no', status, isRetryable }));

describe('circuit breakers', () => {
  const start = new Date('2026-11-24T12:00:00Z').getTime();
  beforeEach(() => jest.useFakeTimers({ now: start }));
  afterEach(() => jest.useRealTimers());

  const opened = async () => {
    const breakers = createBreakers('acme', { failures: 5, openMs: 30_000 });
    for (let i = 0; i < 5; i += 1) await expect(breakers.run('a', outage)).rejects.toThrow('down');
    return breakers;
  };

  it('open after five failures in a row, and say when to come back', async () => {
    const breakers = await opened();
    jest.setSystemTime(start + 10_000);
    const call = jest.fn(outage);
    await expect(breakers.run('a', call)).rejects.toMatchObject({
      code: 'CIRCUIT_OPEN',
      isRetryable: true,
      isUnknownOutcome: false,
      retryAfterMs: 20_000,
    });
    expect(call).not.toHaveBeenCalled();
  });

  it('let one trial call through after 30 s, and close when it succeeds', async () => {
    const breakers = await opened();
    jest.setSystemTime(start + 30_000);
    expect(await breakers.run('a', async () => 'up')).toBe('up');
    await expect(breakers.run('a', outage)).rejects.toThrow('down');
    expect(await breakers.run('a', async () => 'still closed')).toBe('still closed');
  });

  it('open again at once when the trial call fails', async () => {
    const breakers = await opened();
    jest.setSystemTime(start + 30_000);
    await expect(breakers.run('a', outage)).rejects.toThrow('down');
    await expect(breakers.run('a', outage)).rejects.toMatchObject({ code: 'CIRCUIT_OPEN' });
  });

  it('count failures in a row only: a success or a clear refusal starts anew', async () => {
    const breakers = createBreakers('acme', { failures: 2, openMs: 30_000 });
    for (const between of [async () => 'up', answer(404, false)]) {
      await expect(breakers.run('a', outage)).rejects.toThrow('down');
      await breakers.run('a', between).catch(() => undefined);
    }
    await expect(breakers.run('a', outage)).rejects.toThrow('down');
    expect(await breakers.run('a', async () => 'closed')).toBe('closed');
  });

  it('do not count rate limits, refusals or our own mistakes', async () => {
    const breakers = createBreakers('acme', { failures: 2, openMs: 30_000 });
    const mistake = (): Promise<never> => Promise.reject(new TypeError('bug'));
    for (const call of [answer(429, true), answer(422, false), mistake]) {
      for (let i = 0; i < 3; i += 1) await breakers.run('a', call).catch(() => undefined);
    }
    expect(await breakers.run('a', async () => 'closed')).toBe('closed');
  });
});
