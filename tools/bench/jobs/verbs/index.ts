import type { Contender } from '../contenders';
import type { Emit } from '../protocol';
import { enqueue, enqueueForLatency, enqueueSleep, type EnqueueMode } from './enqueue';
import { work } from './work';

/** What the verbs can be told; each verb reads its own part. */
export interface VerbOptions {
  readonly mode: EnqueueMode;
  readonly n: number;
  readonly maxSecs: number;
  readonly concurrency: number;
  readonly everyMs: number;
  readonly ms: number;
}

export type Verb = (
  contender: Contender,
  options: VerbOptions,
  emit: Emit,
  signal: AbortSignal,
) => Promise<void>;

/** What a measured process can be asked to do. */
export const verbs = {
  enqueue,
  work,
  'lat-enqueue': enqueueForLatency,
  'sleep-enqueue': enqueueSleep,
} satisfies Record<string, Verb>;
export type VerbName = keyof typeof verbs;
