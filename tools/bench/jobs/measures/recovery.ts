import { setTimeout as delay } from 'node:timers/promises';
import type { ContenderName } from '../contenders';
import type { Field } from './field';

const JOB_MS = 300_000;
const WORKER = { concurrency: 10, n: 1, maxSecs: 600 };

/** From the SIGKILL of a worker that runs a job to the job's start in another one; all at once. */
export async function measureRecovery(field: Field): Promise<void> {
  const { figures } = field;
  // Who did not recover in time in one round will not in the next.
  const names = field.names.filter((name) => figures.rounds('recovery', name).at(-1) !== null);
  await Promise.all(names.map((name) => recover(field, name)));
}

async function recover(field: Field, name: ContenderName): Promise<void> {
  const { figures, progress, settings } = field;
  await field.contender(name).setup();
  const doomed = field.start(name, 'work', WORKER);
  await doomed.event('ready');
  const enqueuer = field.start(name, 'sleep-enqueue', { ms: JOB_MS });
  await doomed.event('start');
  await enqueuer.event('done');
  const heir = field.start(name, 'work', WORKER);
  await heir.event('ready');
  const killedAt = Date.now();
  await Promise.all([doomed.stop('SIGKILL'), enqueuer.stop()]);
  const timeout = new AbortController();
  const start = await Promise.race([
    heir.event('start'),
    delay(settings.maxRecoverySecs * 1_000, undefined, { signal: timeout.signal }).catch(
      () => undefined,
    ),
  ]);
  timeout.abort();
  await heir.stop('SIGKILL');
  const seconds = start ? (start.t - killedAt) / 1_000 : null;
  figures.add('recovery', name, seconds);
  const told = seconds === null ? `not within ${settings.maxRecoverySecs} s` : `${seconds} s`;
  progress(`${name} crash to rerun: ${told}`);
}
