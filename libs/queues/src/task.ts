import type { z } from 'zod';
import type { QueueName } from '@otto/config';
import type { Backoff } from './backoff';

/** Everything there is to know about one kind of work, except how it is done. */
export interface TaskSpec<N extends string = string, S extends z.ZodObject = z.ZodObject> {
  /** `<concept>.<verb>-<noun>`; never renamed, because rows and payloads outlive a deploy. */
  readonly name: N;
  readonly queue: QueueName;
  /** Ids and ISO strings only: a payload must survive JSON and the next migration. */
  readonly payload: S;
  /** `attempts` counts every start, one that ended in a crash too. */
  readonly retry: { readonly attempts: number; readonly backoff: Backoff };
  /** After this the handler's signal aborts and the attempt counts as failed. */
  readonly timeoutMs: number;
  /**
   * At most one live job (scheduled, queued or running) per key; a second enqueue returns the
   * first. It also swallows a request made while the same key is running: use it where the id is
   * the event, or where a later tick repairs.
   */
  dedupeKey?(payload: z.output<S>): string;
}

export const defineTask = <const N extends string, S extends z.ZodObject>(spec: TaskSpec<N, S>) =>
  spec;

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };
