import { setTimeout as delay } from 'node:timers/promises';
import type { Contender } from '../contenders';
import { wallClock, type BenchPayload } from '../payload';
import type { Emit } from '../protocol';
import { createStopwatch } from './stopwatch';

export interface WorkOptions {
  readonly concurrency: number;
  readonly n: number;
  readonly maxSecs: number;
}

/** Jobs running when a worker has what it came for must not hold it up. */
const STOP_MS = 3_000;

/** Works until n jobs have ended, so many seconds are over, or the signal aborts (then at once). */
export async function work(
  contender: Contender,
  { concurrency, n, maxSecs }: WorkOptions,
  emit: Emit,
  signal: AbortSignal,
): Promise<void> {
  const watch = createStopwatch(emit);
  const lats: number[] = [];
  let done = 0;
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));

  async function handle({ t, sleepMs }: BenchPayload): Promise<void> {
    watch.start();
    if (t !== undefined) lats.push(Math.round((wallClock() - t) * 1_000) / 1_000);
    if (sleepMs === undefined) return;
    emit({ event: 'start', t: Date.now() });
    await delay(sleepMs, undefined, { ref: false });
  }
  const onDone = () => {
    done += 1;
    if (done === n) end();
  };
  const worker = await contender.startWorker({ concurrency, handle, onDone });
  emit({ event: 'ready' });
  const timer = setTimeout(end, maxSecs * 1_000);
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  await over;
  clearTimeout(timer);
  const counted = done;
  if (!signal.aborted) await worker.settled();
  emit({ ...watch.read(counted), lats });
  if (!signal.aborted)
    await Promise.race([worker.stop(), delay(STOP_MS, undefined, { ref: false })]);
}
