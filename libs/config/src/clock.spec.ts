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

it('lets hours pass in seconds once the file is there', () => {
  const clock = createClock(file);
  expect(isSystemTime(clock.now())).toBe(true);
  const from = new Date('2046-01-05T14:00:00Z');
  const since = new Date(Date.now() - 2_000);
  writeFileSync(file, JSON.stringify({ from, since, speed: 3_600 }));
  const hours = (clock.now().getTime() - from.getTime()) / 3_600_000;
  expect(hours).toBeGreaterThanOrEqual(2);
  expect(hours).toBeLessThan(20);
});

it('throws at a file that says something else', () => {
  const other = path.join(dir, 'other.json');
  writeFileSync(other, '{"speed":2}');
  expect(() => createClock(other).now()).toThrow('from');
});

it.each(['production', 'staging'])('is refused in %s', (ENVIRONMENT) => {
  expect(() => loadRuntimeConfig({ ...env, ENVIRONMENT, OTTO_CLOCK: file })).toThrow(
    `OTTO_CLOCK must not be set in ${ENVIRONMENT}`,
  );
});
