export interface SubjectOptions {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly encryptionKey: string;
  readonly shunyaSecret: string;
  readonly callrailKey: string;
}

/** A service that takes webhooks, as a process of its own. */
export interface Subject {
  readonly pid: number;
  readonly url: string;
  stop(): Promise<void>;
}
