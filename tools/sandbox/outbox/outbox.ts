import { collectText } from './collect-text';

export const CHANNELS = ['sms', 'email', 'push'] as const;

/** Something that Otto sent to a person. */
export interface SentItem {
  readonly id: string;
  readonly at: string;
  readonly channel: (typeof CHANNELS)[number];
  readonly provider: string;
  /** Null where the provider cannot tell, as with mail and push. */
  readonly companyId: string | null;
  readonly from: string | null;
  readonly to: string;
  readonly subject: string | null;
  readonly body: string;
  /** Whatever else the provider was given. */
  readonly more: unknown;
}

export type NewSentItem = Pick<SentItem, 'id' | 'channel' | 'provider' | 'to' | 'body'> &
  Partial<SentItem>;

export interface OutboxFilter {
  /** A number (with or without the plus), an address or a push token. */
  readonly to?: string | undefined;
  readonly channel?: SentItem['channel'] | undefined;
  readonly limit?: number;
}

export interface Outbox {
  add(item: NewSentItem): void;
  /** Newest first. */
  read(filter?: OutboxFilter): SentItem[];
}

const KEPT = 10_000;

export function createOutbox(now: () => Date): Outbox {
  const items: SentItem[] = [];
  return {
    add(item) {
      collectText(item.body);
      const rest = { companyId: null, from: null, subject: null, more: null };
      items.push({ ...rest, at: now().toISOString(), ...item });
      if (items.length > KEPT) items.shift();
    },
    read: ({ to, channel, limit = 200 } = {}) =>
      items
        .filter((item) => to === undefined || key(item.to) === key(to))
        .filter((item) => channel === undefined || item.channel === channel)
        .slice(-limit)
        .reverse(),
  };
}

/** In a query an unescaped plus has become a blank. */
const key = (to: string) => to.trim().replace(/^\+/, '').toLowerCase();
