export interface Loop {
  /** Runs the next round now rather than at its time. */
  wake(): void;
  /** No further round; resolves when the one under way has ended. */
  stop(): Promise<void>;
}

/** Runs `round` again and again, each time after as many milliseconds as it answered. */
export function startLoop(round: () => Promise<number>): Loop {
  let timer: NodeJS.Timeout | undefined;
  let wakeUp: (() => void) | undefined;
  let isWoken = false;
  let isStopped = false;

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      wakeUp = resolve;
      timer = setTimeout(resolve, isWoken ? 0 : ms);
    });

  const finished = (async () => {
    while (!isStopped) {
      isWoken = false;
      const ms = await round();
      if (!isStopped) await pause(ms);
    }
  })();

  const wake = () => {
    isWoken = true;
    clearTimeout(timer);
    wakeUp?.();
  };
  return {
    wake,
    stop: async () => {
      isStopped = true;
      wake();
      await finished;
    },
  };
}
