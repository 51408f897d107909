export interface Readiness {
  /** True when every part answers in time and the process is not stopping. */
  isReady(): Promise<boolean>;
  isStopping(): boolean;
  /** From now on not ready: whoever balances the load sends nothing new. */
  stop(): void;
}

const WAIT_MS = 2_000;

/** Asks each part by its own check; an answer later than 2 s is none. */
export function createReadiness(checks: readonly (() => Promise<unknown>)[]): Readiness {
  let hasToStop = false;
  return {
    isReady: async () => {
      if (hasToStop) return false;
      const answers = await Promise.allSettled(checks.map((check) => inTime(check())));
      return !hasToStop && answers.every((answer) => answer.status === 'fulfilled');
    },
    stop: () => {
      hasToStop = true;
    },
    isStopping: () => hasToStop,
  };
}

async function inTime(answer: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), WAIT_MS);
  });
  try {
    await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
