import type { ContenderName } from '../contenders';
import type { Figures } from './figures';

/** Jobs a second are the better for being many; times, CPU and memory for being few. */
export const isMoreBetter = (measure: string): boolean => /^(enqueue|drain)\./.test(measure);

/** How many times as good as the peer Otto is, by the medians; above 1 it is better. */
export function ratio(figures: Figures, measure: string, peer: ContenderName): number | undefined {
  const otto = figures.median(measure, 'otto');
  const other = figures.median(measure, peer);
  if (!otto || !other) return undefined;
  return isMoreBetter(measure) ? otto / other : other / otto;
}
