import type { DayCounts } from '@otto/db';

/** The figures of a day as the report stores them. Money in cents, rates 0-1, null without a base. */
export function dailyMetrics(counts: DayCounts) {
  return {
    calls_received: counts.calls,
    calls_booked: counts.booked,
    conversion_rate: counts.calls === 0 ? null : round(counts.booked / counts.calls),
    revenue_generated: counts.revenueCents,
    missed: counts.missed,
    recovered: counts.recovered,
  };
}

function round(rate: number): number {
  return Math.round(rate * 10_000) / 10_000;
}
