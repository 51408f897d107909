import type { BlockReason } from '../messaging/sending';

export const LIVE_STATUSES = ['queued', 'processing', 'ai_rescued_pending'] as const;

export const RECOVERY_STATUSES = [
  ...LIVE_STATUSES,
  'recovered',
  'escalated',
  'failed',
  'expired',
] as const;

export type RecoveryStatus = (typeof RECOVERY_STATUSES)[number];

/** Why a recovery ended without an answer of the customer's. */
export type EndReason =
  | 'human_takeover'
  | 'sla_expired'
  | 'max_retries'
  | 'opted_out'
  | 'automation_off'
  | 'no_sender'
  | 'no_zone'
  | 'spend_cap'
  | 'send_failed'
  /** Somebody of the company has taken it out of Otto's hands. */
  | 'handed_over';

/** How far the winning back of one missed caller has come. */
export interface Recovery {
  readonly status: RecoveryStatus;
  /** Attempts that are used up. */
  readonly attempts: number;
  /** Null while nothing is planned. */
  readonly nextAttemptAt: Date | null;
  /** When the attempt that is being worked on, or the latest one, was begun. */
  readonly lastAttemptAt: Date | null;
  readonly missedAt: Date;
  /** The same caller may be missed again meanwhile. */
  readonly lastMissedAt: Date;
  readonly escalationDeadline: Date;
  readonly customerResponded: boolean;
  readonly reason: EndReason | null;
}

export interface RecoveryRules {
  readonly maxAttempts: number;
  readonly isAutomated: boolean;
  /** What makes a caller count as won back. */
  readonly recoveredBy: 'reply' | 'booking';
}

export type RecoveryEvent =
  /** Called again, and missed again. */
  | { readonly type: 'missed'; readonly at: Date }
  /** Somebody of the company spoke with the caller. */
  | { readonly type: 'answered'; readonly at: Date }
  /** Somebody of the company has texted the caller. */
  | { readonly type: 'human_text'; readonly at: Date }
  | { readonly type: 'reply'; readonly at: Date }
  | { readonly type: 'stop' }
  | { readonly type: 'start' }
  | { readonly type: 'booked' }
  /** Somebody wants a person to deal with it. */
  | { readonly type: 'hand_over'; readonly now: Date }
  /** The clock has moved on. */
  | { readonly type: 'tick'; readonly now: Date }
  /** Somebody is ready to do this attempt. */
  | { readonly type: 'attempt'; readonly attempt: number; readonly now: Date }
  | { readonly type: 'sent'; readonly attempt: number; readonly now: Date }
  /** It may have gone out. */
  | { readonly type: 'unknown'; readonly attempt: number; readonly now: Date }
  /** It may have gone out, as was thought; it did not. */
  | { readonly type: 'lost'; readonly attempt: number; readonly now: Date }
  /** It went out, and no text will ever reach that phone: a landline, a number that is none. */
  | { readonly type: 'unreachable'; readonly attempt: number; readonly now: Date }
  | {
      readonly type: 'blocked';
      readonly attempt: number;
      readonly now: Date;
      readonly reason: BlockReason;
      readonly until: Date | null;
    }
  | {
      readonly type: 'failed';
      readonly attempt: number;
      readonly now: Date;
      readonly isOptOut: boolean;
      readonly isRetryable: boolean;
    };

export type RecoveryNews =
  | 'missed_call.customer_replied'
  | 'missed_call.recovered'
  | 'missed_call.escalated'
  | 'missed_call.human_takeover'
  | 'missed_call.stopped';

/** What is to be done about a transition. */
export type RecoveryEffect =
  /** Send the text of this attempt, under the attempt's own key. */
  | { readonly do: 'send'; readonly attempt: number }
  /** Have a worker do this attempt now. */
  | { readonly do: 'attempt'; readonly attempt: number }
  /** A person has to call back. */
  | { readonly do: 'call_back'; readonly dueAt: Date }
  | { readonly do: 'tell'; readonly news: RecoveryNews };

export interface RecoveryStep {
  readonly recovery: Recovery;
  readonly effects: readonly RecoveryEffect[];
}

export function isLive({ status }: Pick<Recovery, 'status'>): boolean {
  return (LIVE_STATUSES as readonly string[]).includes(status);
}
