/** A server program on loopback that this process has started. */
export interface LocalServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Settles when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends it in its own orderly way; fine when it is dead already. */
  stop(): Promise<void>;
}
