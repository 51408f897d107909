/** Why a text was not sent. */
export type BlockReason =
  | 'opted_out'
  | 'quiet_hours'
  | 'business_hours'
  | 'human_takeover'
  | 'spend_cap'
  | 'no_sender'
  /** Nobody knows what day or hour it is at the company. */
  | 'no_zone';

/** A text that somebody wants a customer to have. */
export interface SendRequest {
  readonly companyId: string;
  readonly contactCardId: string;
  readonly leadId?: string;
  /** The customer's number, E.164. */
  readonly phone: string;
  readonly body: string;
  /** The same for everything that is the same text; a second request with it sends nothing. */
  readonly dedupeKey: string;
  readonly isAutomated: boolean;
  /** The user who wrote it, or had Otto send it now. */
  readonly userId?: string;
  /** The call that it answers; what people did after it counts as their taking over. */
  readonly callId?: string;
  /** Only a person may: it counts where the user is named. */
  readonly override?: 'quiet_hours';
  /** The apology for a missed call: it may go out beyond business hours, never in quiet hours. */
  readonly firstText?: boolean;
}

export type SendOutcome =
  | { readonly outcome: 'sent'; readonly messageId: string }
  | {
      readonly outcome: 'blocked';
      readonly reason: BlockReason;
      /** When it may be tried again; null when time alone does not help. */
      readonly until: Date | null;
    }
  | {
      readonly outcome: 'failed';
      readonly code: string | null;
      readonly isOptOut: boolean;
      readonly isRetryable: boolean;
    }
  /** It may have gone out: it is looked for at the provider, and not sent again meanwhile. */
  | { readonly outcome: 'unknown'; readonly messageId: string };

/** Sends a text by every rule there is. */
export type SendMessage = (request: SendRequest, signal?: AbortSignal) => Promise<SendOutcome>;
