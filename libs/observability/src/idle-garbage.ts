import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const EVERY_MS = 5_000;
/** Of one core: what health checks, ticks and connections need alone. */
const IDLE_SHARE = 0.1;
/** Less is not worth the pause. */
const WORTH_BYTES = 8 * 2 ** 20;

interface Look {
  /** Processor time since the last look over the time that passed. */
  readonly cpuShare: number;
  readonly heapBytes: number;
  /** The heap as the last collection left it. */
  readonly heapAfterLast: number;
}

/** Whether nobody would notice the pause, and the heap has grown by enough to be worth it. */
export const isTimeToCollect = ({ cpuShare, heapBytes, heapAfterLast }: Look): boolean =>
  cpuShare < IDLE_SHARE && heapBytes - heapAfterLast >= WORTH_BYTES;

/**
 * Collects garbage when the process has become idle after work, or after its start: V8 collects
 * only as objects are made, so an idle service would keep for hours what its last burst took.
 */
export function collectGarbageWhenIdle(): void {
  const collect = exposedCollector();
  let heapAfterLast = 0;
  let cpu = process.cpuUsage();
  setInterval(() => {
    const { user, system } = process.cpuUsage(cpu);
    cpu = process.cpuUsage();
    const cpuShare = (user + system) / 1_000 / EVERY_MS;
    const heapBytes = process.memoryUsage().heapTotal;
    if (!isTimeToCollect({ cpuShare, heapBytes, heapAfterLast })) return;
    collect();
    heapAfterLast = process.memoryUsage().heapTotal;
  }, EVERY_MS).unref();
}

function exposedCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  return collect;
}
