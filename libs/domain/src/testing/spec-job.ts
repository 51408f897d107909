import type { JobContext } from '@otto/queues';

export interface SpecJob extends JobContext {
  /** How often a transaction marked the job done. */
  readonly completions: number;
}

/** A job that only notes that it was completed; `loseLease` makes completing it throw. */
export function specJob(
  companyId: string | null,
  options: { attempt?: number; maxAttempts?: number; loseLease?: Error } = {},
): SpecJob {
  let completions = 0;
  return {
    id: '00000000-0000-7000-8000-000000000000',
    companyId,
    attempt: options.attempt ?? 1,
    maxAttempts: options.maxAttempts ?? 8,
    signal: new AbortController().signal,
    completeIn: (tx) => {
      if (options.loseLease) return Promise.reject(options.loseLease);
      tx.afterCommit(() => (completions += 1));
      return Promise.resolve();
    },
    get completions() {
      return completions;
    },
  };
}
