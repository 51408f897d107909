import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClock } from './clock';
import { loadRuntimeConfig } from './config';

const env = { DATABASE_URL: 'postgresql://db/otto', REDIS_URL: 'redis://redis' };
const dir = mkdtempSync(path.join(tmpdir(), 'otto-clock-'));
const file = path.join(dir, 'clock.json');

afterAll(() => rmSync(dir, { recursive: true }));

const isSystemTime = (time: Date) => Math.abs(time.getTime() - Date.now()) < 5_000;

it('is the system clock where no file is named', () => {
  expect(loadRuntimeConfig(env).clockFile).toBeNull();
  expect(isSystemTime(createClock(null).now())).toBe(true);
});

it('is what the file says, as soon as it is there', () => {
  const clock = createClock(file);
  expect(isSystemTime(clock.now())).toBe(true);
  for (const time of ['2046-01-05T14:00:00.000Z', '2046-01-07T14:00:00.000Z']) {
    writeFileSync(file, `${time}\n`);
    expect(clock.now().toISOString()).toBe(time);
  }
});

it('throws at a file that holds no time', () => {
  const other = path.join(dir, 'other');
  writeFileSync(other, 'soon');
  expect(() => createClock(other).now()).toThrow('OTTO_CLOCK holds no time');
});

it.each(['production', 'staging'])('is refused in %s', (ENVIRONMENT) => {
  expect(() => loadRuntimeConfig({ ...env, ENVIRONMENT, OTTO_CLOCK: file })).toThrow(
    `OTTO_CLOCK must not be set in ${ENVIRONMENT}`,
  );
});
