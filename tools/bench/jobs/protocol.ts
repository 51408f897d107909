/** What a process of the bench prints, one JSON object a line. */
export type BenchEvent =
  /** A worker is connected. */
  | { readonly event: 'ready' }
  /** Measuring starts: the first job is seen, or the first one is about to be enqueued. */
  | { readonly event: 'first' }
  /** A job that sleeps has started, at `t` ms on the wall clock. */
  | { readonly event: 'start'; readonly t: number }
  | Done;

/** `secs` and `cpu` (seconds of the process's CPU time) count from `first` on. */
export interface Done {
  readonly event: 'done';
  readonly jobs: number;
  readonly secs: number;
  readonly cpu: number;
  /** Workers only: ms from the payload's `t` to the handler's start. */
  readonly lats?: readonly number[];
}

export type Emit = (event: BenchEvent) => void;

export const printEvent: Emit = (event) => void process.stdout.write(`${JSON.stringify(event)}\n`);
