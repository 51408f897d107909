import { createClock, writeFastTime, type FastTime } from './clock';
import { loadRuntimeConfig } from './config';

const env = { DATABASE_URL: 'postgresql://db/otto', REDIS_URL: 'redis://redis' };
const fast: FastTime = {
  from: new Date('2026-01-05T14:00:00Z'),
  since: new Date(Date.now() - 2_000),
  speed: 3_600,
};

it('is the system clock where nothing is said', () => {
  expect(loadRuntimeConfig(env).clock).toBeNull();
  expect(Math.abs(createClock(null).now().getTime() - Date.now())).toBeLessThan(1_000);
});

it('reads back what was written, and lets an hour pass in a second', () => {
  const { clock } = loadRuntimeConfig({ ...env, OTTO_CLOCK: writeFastTime(fast) });
  expect(clock).toEqual(fast);
  const hours = (createClock(clock).now().getTime() - fast.from.getTime()) / 3_600_000;
  expect(hours).toBeGreaterThanOrEqual(2);
  expect(hours).toBeLessThan(7);
});

it.each(['production', 'staging'])('is refused in %s', (ENVIRONMENT) => {
  expect(() => loadRuntimeConfig({ ...env, ENVIRONMENT, OTTO_CLOCK: writeFastTime(fast) })).toThrow(
    `OTTO_CLOCK must not be set in ${ENVIRONMENT}`,
  );
});

it.each(['', 'speed=3', 'from=now,since=now,speed=2', writeFastTime({ ...fast, speed: 0 })])(
  'takes %j for no time',
  (OTTO_CLOCK) => {
    const load = () => loadRuntimeConfig({ ...env, OTTO_CLOCK });
    if (OTTO_CLOCK === '') expect(load().clock).toBeNull();
    else expect(load).toThrow('OTTO_CLOCK is wrong');
  },
);
