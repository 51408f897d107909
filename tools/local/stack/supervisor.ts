import { inStopOrder, type Part } from './part';

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
        remove(part);
        if (!isStopping && !part.endsByItself) reportFailure(part);
      });
      if (isStopping) throw new StackStopped('the stack is being stopped');
      return part;
    },
    async stop(onStop) {
      isStopping = true;
      for (;;) {
        const [next] = inStopOrder([...parts]);
        if (!next) return;
        onStop(next);
        await next.stop();
        remove(next);
      }
    },
  };
}
