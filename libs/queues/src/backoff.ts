/** Milliseconds to wait before the next attempt, after `attempt` (1, 2, …) has failed. */
export type Backoff = (attempt: number, random?: () => number) => number;

/** firstMs, doubled at each attempt up to capMs, of which up to a quarter is taken off at random. */
export const exponential =
  (firstMs: number, { capMs = 600_000 }: { capMs?: number } = {}): Backoff =>
  (attempt, random = Math.random) => {
    const full = Math.min(capMs, firstMs * 2 ** (attempt - 1));
    return Math.round(full * (1 - random() / 4));
  };
