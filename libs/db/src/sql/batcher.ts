/**
 * Collects single calls into shared ones, without a timer: what arrives while one flush is under
 * way goes into the next. Idle, a call costs nothing extra; busy, many share one statement.
 *
 * `flush` answers with one result per item, in their order. When it throws, every caller of that
 * batch gets the error.
 */
export function createBatcher<In, Out>(
  flush: (items: readonly In[]) => Promise<readonly Out[]>,
  { maxItems = 500, maxFlushes = 1 }: { maxItems?: number; maxFlushes?: number } = {},
): (item: In) => Promise<Out> {
  interface Waiting {
    readonly item: In;
    readonly resolve: (out: Out) => void;
    readonly reject: (error: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let flushing = 0;

  async function drain(): Promise<void> {
    flushing += 1;
    // Callers of the same tick share the first flush already.
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting.splice(0, maxItems);
      try {
        const results = await flush(batch.map((entry) => entry.item));
        batch.forEach((entry, index) => entry.resolve(results[index] as Out));
      } catch (error) {
        for (const entry of batch) entry.reject(error);
      }
    }
    flushing -= 1;
  }

  return (item) =>
    new Promise<Out>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (flushing < maxFlushes) void drain();
    });
}
