import { endWithNpm } from '../../harness/end-with-npm';
import type { Contender } from '../contenders';
import { printEvent } from '../protocol';
import type { Verb, VerbOptions } from './index';

const LAST_LINE_MS = 200;

/** Runs a verb as the whole of this process; SIGTERM ends it at once, after its last line. */
export async function runVerb(
  verb: Verb,
  contender: Contender,
  options: VerbOptions,
): Promise<never> {
  const abort = new AbortController();
  const end = () => {
    abort.abort();
    setTimeout(() => process.exit(0), LAST_LINE_MS).unref();
  };
  process.once('SIGTERM', end);
  endWithNpm(process.env, end);
  await verb(contender, options, printEvent, abort.signal);
  process.exit(0);
}
