import type { BenchPayload } from '../payload';

export interface Servers {
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

export interface Producer {
  /** One job; resolves when the contender says that it has it. */
  add(payload: BenchPayload): Promise<void>;
  /** Many in one call; resolves when all can be taken by a worker. */
  addMany(payloads: readonly BenchPayload[]): Promise<void>;
  /** Resolves when everything added so far can be taken by a worker. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface WorkerOptions {
  readonly concurrency: number;
  readonly handle: (payload: BenchPayload) => Promise<void>;
  /** Called for each job when its completion has been answered. */
  readonly onDone: () => void;
}

export interface BenchWorker {
  /** Resolves when every completion told so far is durable. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** A job engine under measurement. Each process of the bench opens its own. */
export interface Contender {
  /** Makes its tables (Otto's come from the migrations) and removes jobs of earlier measurements. */
  setup(): Promise<void>;
  openProducer(): Promise<Producer>;
  startWorker(options: WorkerOptions): Promise<BenchWorker>;
  /** Jobs that have not ended. */
  countPending(): Promise<number>;
}
