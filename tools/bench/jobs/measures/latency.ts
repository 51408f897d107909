import { setTimeout as delay } from 'node:timers/promises';
import { percentile } from '../../harness/statistics';
import type { ContenderName } from '../contenders';
import { inRound, type Field } from './field';

const CONCURRENCY = 10;
/** An idle worker, not one that has just started. */
const IDLE_MS = 1_000;
const SHARES = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;

/** From the begin of enqueueing (its commit included) to the handler's start in an idle worker. */
export async function measureLatency(field: Field, round: number): Promise<void> {
  for (const name of inRound(field.names, round)) await latency(field, name);
}

async function latency(field: Field, name: ContenderName): Promise<void> {
  const { figures, progress } = field;
  const { latencyJobs: n, everyMs } = field.settings;
  await field.contender(name).setup();
  const maxSecs = (n * everyMs) / 1_000 + 15;
  const worker = field.start(name, 'work', { concurrency: CONCURRENCY, n, maxSecs });
  await worker.event('ready');
  await delay(IDLE_MS);
  const enqueuer = field.start(name, 'lat-enqueue', { n, everyMs });
  const { lats = [] } = await worker.event('done');
  await Promise.all([worker.stop(), enqueuer.stop()]);
  if (lats.length < n) throw new Error(`${name} started ${lats.length} of ${n} jobs`);
  for (const [label, share] of Object.entries(SHARES)) {
    figures.add(`latency.${label}`, name, percentile(lats, share) ?? 0);
  }
  const parts = Object.values(SHARES).map((share) => percentile(lats, share)?.toFixed(1));
  progress(`${name} pick-up: p50/p95/p99 ${parts.join('/')} ms`);
}
