import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What has been loaded and parsed by then is no longer in the way of what serves. */
const AFTER_MS = 2_000;

/**
 * Collects what starting has left behind, once: an idle service allocates so little that V8 would
 * keep it for minutes.
 */
export function collectStartGarbage(): void {
  setTimeout(() => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    collect();
    setFlagsFromString('--no-expose-gc');
  }, AFTER_MS).unref();
}
