import Redlock, { ExecutionError, ResourceLockedError } from 'redlock';
import type { Redis } from './redis';
import { LockBusyError } from './errors';

export interface Locks {
  /**
   * Runs fn while holding the lock, which is extended as long as fn takes; `signal` aborts when it
   * is lost all the same. Throws LockBusyError when the lock cannot be had, Redis being away
   * included. A lock saves work; what must not happen twice needs a unique row as well.
   */
  withLock<T>(key: string, ttlMs: number, fn: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** Told how each lock fared, e.g. to count it. */
export interface LockObserver {
  taken(heldSeconds: number): void;
  busy(): void;
}

/** Locks on one Redis; three tries about a second apart. */
export function createLocks(redis: Redis, observer?: LockObserver): Locks {
  const redlock = new Redlock([redis], {
    retryCount: 3,
    retryDelay: 1_000,
    retryJitter: 300,
    automaticExtensionThreshold: 1_000,
  });
  // Errors also reach the caller; without a listener redlock would throw them at the process.
  redlock.on('error', () => undefined);
  return {
    withLock: async (key, ttlMs, fn) => {
      const outcome: { value?: Awaited<ReturnType<typeof fn>>; entered: boolean } = {
        entered: false,
      };
      let enteredAt = 0;
      try {
        await redlock.using([key], ttlMs, async (signal) => {
          outcome.entered = true;
          enteredAt = performance.now();
          outcome.value = await fn(signal);
        });
      } catch (error) {
        if (!outcome.entered && isBusy(error)) {
          observer?.busy();
          throw new LockBusyError(key, { cause: error });
        }
        // The work is done; that the lock could not be given back ends with its time to live.
        if (!('value' in outcome && isBusy(error))) throw error;
      } finally {
        if (outcome.entered) observer?.taken((performance.now() - enteredAt) / 1_000);
      }
      return outcome.value as Awaited<ReturnType<typeof fn>>;
    },
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof ExecutionError || error instanceof ResourceLockedError;
}
