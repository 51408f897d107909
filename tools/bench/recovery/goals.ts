import { percentile } from '../harness/statistics';

/** From the webhook of a missed call to its first text at the provider. */
export const GOAL_MS = 60_000;

export interface RecoveryFigures {
  readonly missedCalls: number;
  readonly texts: number;
  readonly perMinute: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

export function figuresOf(run: {
  readonly waitsMs: readonly number[];
  readonly missedCalls: number;
  readonly texts: number;
  readonly seconds: number;
}): RecoveryFigures {
  const { waitsMs, missedCalls, texts, seconds } = run;
  const ofWaits = (share: number) => percentile(waitsMs, share) ?? Infinity;
  return {
    missedCalls,
    texts,
    perMinute: (missedCalls / seconds) * 60,
    p50Ms: ofWaits(0.5),
    p95Ms: ofWaits(0.95),
    maxMs: ofWaits(1),
  };
}

/** Every caller is texted once, and the slowest of them in time. */
export function isMet({ missedCalls, texts, maxMs }: RecoveryFigures): boolean {
  return texts === missedCalls && maxMs <= GOAL_MS;
}

export function reportText(figures: RecoveryFigures): string {
  const { missedCalls, texts, perMinute, p50Ms, p95Ms, maxMs } = figures;
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(2)} s`;
  return [
    `${missedCalls} missed calls, ${perMinute.toFixed(0)} a minute: ${texts} first texts`,
    `webhook → first text: p50 ${seconds(p50Ms)}, p95 ${seconds(p95Ms)}, max ${seconds(maxMs)}`,
    `${isMet(figures) ? '✓' : '✗'} every caller texted once, within ${GOAL_MS / 1_000} s`,
  ].join('\n');
}
