import { setTimeout as delay } from 'node:timers/promises';
import type { Contender, Producer } from '../contenders';
import { createPayload, wallClock } from '../payload';
import type { Emit } from '../protocol';
import { createStopwatch } from './stopwatch';

export const ENQUEUE_MODES = ['single', 'bulk', 'concurrent'] as const;
export type EnqueueMode = (typeof ENQUEUE_MODES)[number];

export const BULK_SIZE = 1_000;
const ENQUEUERS = 32;

export interface EnqueueOptions {
  readonly mode: EnqueueMode;
  readonly n: number;
  readonly maxSecs: number;
}

/** At most n jobs in at most so many seconds, until workers could take them all. */
export async function enqueue(
  contender: Contender,
  { mode, n, maxSecs }: EnqueueOptions,
  emit: Emit,
): Promise<void> {
  const producer = await contender.openProducer();
  const watch = createStopwatch(emit);
  watch.start();
  const deadline = performance.now() + maxSecs * 1_000;
  let next = 0;
  let added = 0;

  /** One caller that waits for each of its calls. */
  async function enqueueInTurn(size: number): Promise<void> {
    while (next < n && performance.now() < deadline) {
      const seqs = Array.from({ length: Math.min(size, n - next) }, () => next++);
      await addAll(producer, seqs);
      added += seqs.length;
    }
  }
  const callers = mode === 'concurrent' ? ENQUEUERS : 1;
  const size = mode === 'bulk' ? BULK_SIZE : 1;
  await Promise.all(Array.from({ length: callers }, () => enqueueInTurn(size)));
  await producer.settled();
  emit(watch.read(added));
  await producer.close();
}

async function addAll(producer: Producer, seqs: readonly number[]): Promise<void> {
  const [first, second] = seqs;
  if (first !== undefined && second === undefined) await producer.add(createPayload(first));
  else await producer.addMany(seqs.map((seq) => createPayload(seq)));
}

/** One job every so many ms, stamped when its enqueueing begins. */
export async function enqueueForLatency(
  contender: Contender,
  { n, everyMs }: { n: number; everyMs: number },
  emit: Emit,
): Promise<void> {
  const producer = await contender.openProducer();
  const watch = createStopwatch(emit);
  watch.start();
  const startedAt = performance.now();
  const adding: Promise<void>[] = [];
  for (let seq = 0; seq < n; seq += 1) {
    await delay(Math.max(0, startedAt + seq * everyMs - performance.now()));
    adding.push(producer.add(createPayload(seq, { t: wallClock() })));
  }
  await Promise.all(adding);
  await producer.settled();
  emit(watch.read(n));
  await producer.close();
}

/** One job that takes so many ms. */
export async function enqueueSleep(
  contender: Contender,
  { ms }: { ms: number },
  emit: Emit,
): Promise<void> {
  const producer = await contender.openProducer();
  const watch = createStopwatch(emit);
  watch.start();
  await producer.add(createPayload(0, { sleepMs: ms }));
  await producer.settled();
  emit(watch.read(1));
  await producer.close();
}
