/** The result of the work, or an error at the first Ctrl-C or SIGTERM, so that servers are ended. */
export async function untilInterrupted<T>(work: Promise<T>): Promise<T> {
  let onSignal: (signal: NodeJS.Signals) => void = () => undefined;
  const interrupted = new Promise<never>((_, reject) => {
    onSignal = (signal) => reject(new Error(`ended by ${signal}`));
  });
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  try {
    return await Promise.race([work, interrupted]);
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}
