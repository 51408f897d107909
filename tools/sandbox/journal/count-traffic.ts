import type { JournalEntry } from './journal';

export interface TrafficCount {
  readonly provider: string;
  readonly received: number;
  readonly sent: number;
  readonly failed: number;
}

/** Requests and webhooks that were refused, or had no answer at all. */
export const hasFailed = ({ direction, status }: JournalEntry) =>
  direction !== 'event' && (status === null || status >= 400);

/** How much came and went for each provider, as far back as the journal goes. */
export function countTraffic(
  entries: readonly JournalEntry[],
  providers: readonly string[],
): TrafficCount[] {
  return providers.map((provider) => {
    const own = entries.filter((entry) => entry.provider === provider);
    const count = (direction: JournalEntry['direction']) =>
      own.filter((entry) => entry.direction === direction).length;
    return {
      provider,
      received: count('received'),
      sent: count('sent'),
      failed: own.filter(hasFailed).length,
    };
  });
}
