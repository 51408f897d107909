import { setTimeout as pause } from 'node:timers/promises';

export interface Pacer {
  /** Waits for the next turn. Rejects when the signal aborts first. */
  turn(signal?: AbortSignal): Promise<void>;
}

/** Gives turns with at least `intervalMs` between them, within this process. */
export function createPacer(
  intervalMs: number,
  clock: {
    readonly now: () => number;
    readonly wait: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  } = {
    now: () => performance.now(),
    wait: (ms, signal) => pause(ms, undefined, signal ? { signal } : {}),
  },
): Pacer {
  let nextAt = Number.NEGATIVE_INFINITY;
  return {
    async turn(signal) {
      const now = clock.now();
      const at = Math.max(now, nextAt);
      nextAt = at + intervalMs;
      if (at > now) await clock.wait(at - now, signal);
    },
  };
}
