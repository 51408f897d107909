import { createReadiness } from './readiness';

const answers = () => Promise.resolve();

describe('readiness', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is given when every part answers', async () => {
    await expect(createReadiness([answers, answers]).isReady()).resolves.toBe(true);
  });

  it('is not given when one part fails', async () => {
    const fails = () => Promise.reject(new Error('away'));
    await expect(createReadiness([answers, fails]).isReady()).resolves.toBe(false);
  });

  it('is not given when one part is silent for 2 s', async () => {
    const isReady = createReadiness([() => new Promise(() => undefined)]).isReady();
    await jest.advanceTimersByTimeAsync(2_000);
    await expect(isReady).resolves.toBe(false);
  });

  it('is not given while the process stops', async () => {
    const readiness = createReadiness([answers]);
    readiness.stop();
    await expect(readiness.isReady()).resolves.toBe(false);
  });
});
