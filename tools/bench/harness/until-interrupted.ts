import { endWithNpm } from './end-with-npm';

/** The result of the work, or an error at the first Ctrl-C or SIGTERM, so that servers are ended. */
export async function untilInterrupted<T>(work: Promise<T>): Promise<T> {
  let interrupt: (by: string) => void = () => undefined;
  const interrupted = new Promise<never>((_, reject) => {
    interrupt = (by) => reject(new Error(`ended by ${by}`));
  });
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  endWithNpm(process.env, () => interrupt('the end of npm'));
  try {
    return await Promise.race([work, interrupted]);
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}
