import type { Part } from './part';

/** What uses the others ends first. */
const STOP_ORDER = ['build', 'web', 'beat', 'worker', 'sandbox', 'redis', 'postgres'];

export class StackStopped extends Error {
  override readonly name = 'StackStopped';
}

export interface Supervisor {
  /** From now on the part belongs to the stack; its unexpected end is a failure. */
  add<P extends Part>(part: P): P;
  /** Settles with the first part that ends without being asked to. */
  readonly failed: Promise<Part>;
  /** Ends all parts one after the other, and every part that is still added. */
  stop(onStop: (part: Part) => void): Promise<void>;
}

/** Keeps the processes of the stack together. */
export function createSupervisor(onChange: (parts: readonly Part[]) => void): Supervisor {
  const parts = new Set<Part>();
  let isStopping = false;
  let reportFailure: (part: Part) => void = () => undefined;
  const failed = new Promise<Part>((resolve) => (reportFailure = resolve));

  function remove(part: Part): void {
    parts.delete(part);
    onChange([...parts]);
  }

  return {
    failed,
    add(part) {
      parts.add(part);
      onChange([...parts]);
      void part.ended.then(() => {
        if (part.endsByItself) remove(part);
        else if (!isStopping && parts.has(part)) reportFailure(part);
      });
      if (isStopping) throw new StackStopped('the stack is being stopped');
      return part;
    },
    async stop(onStop) {
      isStopping = true;
      const rank = ({ name }: Part) => STOP_ORDER.indexOf(name);
      for (;;) {
        const [next] = [...parts].sort((a, b) => rank(a) - rank(b));
        if (!next) return;
        onStop(next);
        await next.stop();
        remove(next);
      }
    },
  };
}
