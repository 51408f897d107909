import { endWithNpm } from './end-with-npm';

/** The result of the work, or an error at the first Ctrl-C or SIGTERM, so that servers are ended. */
export function untilInterrupted<T>(work: Promise<T>): Promise<T> {
  let interrupt: (by: string) => void = () => undefined;
  const interrupted = new Promise<never>((_, reject) => {
    interrupt = (by) => reject(new Error(`ended by ${by}`));
  });
  // They stay: a second signal, as tsx sends one beside the terminal's, must not cut the end short.
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  endWithNpm(process.env, () => interrupt('the end of npm'));
  return Promise.race([work, interrupted]);
}
