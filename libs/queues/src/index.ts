export { exponential, type Backoff } from './backoff';
export {
  createEnqueuer,
  type EnqueuedJob,
  type EnqueueOptions,
  type Enqueuer,
  type EnqueueRequest,
  type HandOver,
} from './enqueue';
export { LeaseLostError, LockBusyError, PermanentError } from './errors';
export type { PreparedJobs } from './job-rows';
export { JOB_STATUSES, type Handlers, type JobContext, type JobStatus } from './job';
export {
  createLiveBus,
  isLater,
  isMessageId,
  type LiveBus,
  type LiveMessage,
  type Replay,
} from './live-bus';
export { createLocks, type Locks } from './locks';
export { connectRedis, createRedis, Redis, redisAddress } from './redis';
export { defineTask, type JsonValue, type TaskSpec } from './task';
export * from './tasks';
export { createTransport, type Transport } from './transport';
export { createWaker, listenForWakes } from './wake';
export { startWorker, type Worker, type WorkerDeps } from './worker';
export * from './admin';
export { viewQueues } from './view-queues';
export { getResult, waitFor, type JobResult } from './results';
export { runSchedule } from './run-schedule';
