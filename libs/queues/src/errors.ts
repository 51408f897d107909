/** Trying again cannot help: the job is dead at once. */
export class PermanentError extends Error {
  override readonly name: string = 'PermanentError';
}

/**
 * The job is no longer this worker's: its lease ran out (a pause, a blocked event loop) and it may
 * be running elsewhere. Thrown by `completeIn`, so that the handler's transaction rolls back.
 */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';

  constructor(jobId: string) {
    super(`the lease of job ${jobId} is lost`);
  }
}

/** Somebody else holds the lock, or Redis cannot say who does. */
export class LockBusyError extends Error {
  override readonly name = 'LockBusyError';

  constructor(key: string, options?: ErrorOptions) {
    super(`the lock ${key} could not be taken`, options);
  }
}
