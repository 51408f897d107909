import type { DeliveryTask } from '@otto/domain';

/** A webhook request before anything in it is believed. */
export interface Inbound {
  readonly rawBody: Buffer;
  /** The company's webhook token, from the path or `?t=`. */
  readonly token: string | undefined;
  /** Path and query as the provider asked for them. */
  readonly target: string;
  header(name: string): string | undefined;
}

/** Whether the signature holds. `companyId` is null where the signature does not tell the company. */
export type Verdict =
  | { readonly isGenuine: true; readonly companyId: string | null }
  | { readonly isGenuine: false; readonly companyId: string | null; readonly reason: string };

export type Fields = Readonly<Record<string, unknown>>;

/** What a genuine webhook is about. */
export interface Reading {
  readonly event: string;
  /** Null when it is nobody's or not only one company's. */
  readonly companyId: string | null;
  /** Equal for everything that is the same event. */
  readonly deliveryKey: string;
  /** Whether it is any of Otto's business: else it is kept and nothing else happens. */
  readonly isOurs: boolean;
  /** The number of the conversation that it claims to be about. */
  readonly conversationSeq?: bigint | null;
  /** What Twilio is to do next, told once the delivery is stored; `{status}` in JSON without it. */
  readonly twiml?: string;
}

/** One kind of webhook. A new provider is new rows of this. */
export interface Door {
  readonly provider: string;
  /** The event, as far as the path tells it. */
  readonly event: string;
  readonly path: string;
  /** Paths that are configured at providers already; they mean the same. */
  readonly aliases: readonly string[];
  verify(inbound: Inbound): Promise<Verdict>;
  /** Throws a Problem or a WebhookParseError when the fields make no sense. */
  read(fields: Fields, companyId: string | null, inbound: Inbound): Promise<Reading>;
  readonly task: DeliveryTask;
}
