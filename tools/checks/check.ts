/** One thing that must hold for the whole repository. */
export interface Check {
  /** A claim, as shown when it holds. */
  readonly name: string;
  /** What breaks the claim, one line each; empty when it holds. */
  run(): Promise<string[]>;
}
