import { tail } from '../process/tail';
import type { Part } from './part';

/** Waits for the part to become ready; throws its last log lines when it ends or takes too long. */
export async function within(
  timeoutMs: number,
  label: string,
  part: Part,
  ready: Promise<unknown>,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`was not ready after ${timeoutMs / 1_000} s`), timeoutMs);
  });
  const problem = await Promise.race([
    ready.then(() => null),
    part.ended.then(() => 'ended while it was starting'),
    tooLate,
  ]);
  clearTimeout(timer);
  if (problem) throw new Error(`${label} ${problem}. The end of its log:\n${tail(part.logFile)}`);
}
