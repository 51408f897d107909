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
