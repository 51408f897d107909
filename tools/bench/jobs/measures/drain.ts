import type { ContenderName } from '../contenders';
import { inRound, type Field } from './field';

export const CONCURRENCIES = [1, 10, 50, 100] as const;

/** Durably finished jobs a second of one worker process that finds a full queue. */
export async function measureDrain(field: Field, round: number): Promise<void> {
  for (const concurrency of CONCURRENCIES) {
    for (const name of inRound(field.names, round)) await drain(field, name, concurrency);
  }
}

async function drain(field: Field, name: ContenderName, concurrency: number): Promise<void> {
  const { settings, figures, progress } = field;
  await field.fill(name, settings.jobs);
  const child = field.start(name, 'work', {
    concurrency,
    n: settings.jobs,
    maxSecs: settings.maxSecs,
  });
  const { jobs, secs, cpu } = await child.event('done');
  await child.stop();
  if (jobs === 0) throw new Error(`${name} finished no job within ${settings.maxSecs} s`);
  if (jobs >= settings.jobs) {
    const pending = await field.contender(name).countPending();
    if (pending > 0) throw new Error(`${name} tells of all jobs and still has ${pending}`);
  }
  figures.add(`drain.${concurrency}`, name, jobs / secs);
  figures.add(`cpu.drain.${concurrency}`, name, (cpu / jobs) * 1_000);
  const cut = jobs < settings.jobs ? ` (${jobs} of ${settings.jobs})` : '';
  progress(`${name} drain at ${concurrency}: ${Math.round(jobs / secs)} jobs/s${cut}`);
}
