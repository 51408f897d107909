/** One process of the stack. */
export interface Part {
  readonly name: string;
  readonly pid: number;
  /** Found in its command line; tells a process that was left behind from a stranger. */
  readonly mark: string;
  readonly logFile: string;
  /** True for work that is meant to end, such as a build. */
  readonly endsByItself?: boolean;
  /** Settles when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** What uses the others ends first. */
const STOP_ORDER = ['build', 'web', 'beat', 'worker', 'sandbox', 'redis', 'postgres'];

export function inStopOrder<P extends { readonly name: string }>(parts: readonly P[]): P[] {
  const rank = ({ name }: P) => STOP_ORDER.indexOf(name);
  return [...parts].sort((a, b) => rank(a) - rank(b));
}
