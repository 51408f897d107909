import { ENQUEUE_MODES, type EnqueueMode } from '../verbs/enqueue';
import { inRound, type Field } from './field';

const SHARE_OF_JOBS: Record<EnqueueMode, number> = { single: 0.1, bulk: 1, concurrent: 0.25 };

/** Jobs a second of one enqueuing process: in turn, 1,000 a call, 32 callers at once. */
export async function measureEnqueue(field: Field, round: number): Promise<void> {
  const { settings, figures, progress } = field;
  // Tuning graphile-worker's worker changes nothing for its enqueuers.
  const names = field.names.filter((name) => name !== 'graphile-tuned');
  for (const mode of ENQUEUE_MODES) {
    for (const name of inRound(names, round)) {
      await field.contender(name).setup();
      const n = Math.round(settings.jobs * SHARE_OF_JOBS[mode]);
      const child = field.start(name, 'enqueue', { mode, n, maxSecs: settings.maxSecs });
      const { jobs, secs, cpu } = await child.event('done');
      await child.stop();
      const pending = await field.contender(name).countPending();
      if (pending !== jobs) throw new Error(`${name} took ${jobs} jobs and has ${pending}`);
      figures.add(`enqueue.${mode}`, name, jobs / secs);
      figures.add(`cpu.enqueue.${mode}`, name, (cpu / jobs) * 1_000);
      progress(`${name} enqueue ${mode}: ${Math.round(jobs / secs)} jobs/s`);
    }
  }
}
