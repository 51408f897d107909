import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

/** Work that goes on after an answer was given: results that take time, webhooks, retries. */
export interface Background {
  readonly signal: AbortSignal;
  /** Starts the work; a failure other than the end of the sandbox is reported to `onError`. */
  run(work: () => Promise<void>): void;
  /** Resolves after the time; rejects when the sandbox ends. */
  wait(ms: number): Promise<void>;
  /** Ends all waiting and resolves when no work is left. */
  close(): Promise<void>;
}

export function createBackground(onError: (error: unknown) => void): Background {
  const ending = new AbortController();
  // As many as there is work under way.
  setMaxListeners(0, ending.signal);
  const underWay = new Set<Promise<void>>();
  return {
    signal: ending.signal,
    run(work) {
      const done = work()
        .catch((error: unknown) => {
          if (!ending.signal.aborted) onError(error);
        })
        .finally(() => underWay.delete(done));
      underWay.add(done);
    },
    wait: (ms) => delay(ms, undefined, { signal: ending.signal }),
    async close() {
      ending.abort();
      await Promise.all(underWay);
    },
  };
}
