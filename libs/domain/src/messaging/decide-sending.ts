import type { BlockReason } from './sending';
import {
  closedUntil,
  nextMidnight,
  quietUntil,
  type BusinessHours,
  type QuietHours,
} from './sending-hours';

/** Everything that a decision about one text depends on. */
export interface SendingFacts {
  readonly now: Date;
  readonly isAutomated: boolean;
  /** Whether a person has Otto send it now; such a text need not wait for business hours. */
  readonly isOrdered: boolean;
  readonly override: 'quiet_hours' | null;
  /** The apology for a missed call. */
  readonly isFirstText: boolean;
  /** An answer to what the customer has just asked for by text. */
  readonly isAnswer: boolean;
  readonly consent: 'opted_in' | 'opted_out' | null;
  /** In the customer's zone where it is known, else in the company's. */
  readonly quietHours: QuietHours;
  /** Null where the company has set none. */
  readonly businessHours: BusinessHours | null;
  /** Whether a person has spoken or written with the customer since the customer came. */
  readonly isTakenOver: boolean;
  /** What went out on the company's present day: automated to the phone, and altogether. */
  readonly sentToPhone: number;
  readonly sentByCompany: number;
  readonly caps: { readonly textsPerPhone: number; readonly textsPerCompany: number };
  /** Null where it is none that is known. */
  readonly companyZone: string | null;
  readonly hasSender: boolean;
}

export type SendingDecision =
  | { readonly mayGo: true }
  | { readonly mayGo: false; readonly reason: BlockReason; readonly until: Date | null };

/**
 * Whether a text may go out now. Every text passes here, a person's too; a person may override
 * quiet hours, and nobody an opt-out.
 */
export function decideSending(facts: SendingFacts): SendingDecision {
  const { now, isAutomated, isAnswer, isOrdered, companyZone } = facts;
  const mayOverride = !isAutomated || isOrdered;
  if (facts.consent === 'opted_out') return blocked('opted_out', null);
  if (isAutomated && !isAnswer && facts.isTakenOver) return blocked('human_takeover', null);
  if (!facts.hasSender) return blocked('no_sender', null);
  if (companyZone === null) return blocked('no_zone', null);
  if (!(facts.override === 'quiet_hours' && mayOverride) && !isAnswer) {
    const until = quietUntil(now, facts.quietHours);
    if (until) return blocked('quiet_hours', until);
  }
  if (isAutomated && !isOrdered && !facts.isFirstText && !isAnswer && facts.businessHours) {
    const until = closedUntil(now, facts.businessHours);
    if (until) return blocked('business_hours', until);
  }
  return isOverCap(facts) ? blocked('spend_cap', nextMidnight(now, companyZone)) : { mayGo: true };
}

function isOverCap({ isAutomated, sentToPhone, sentByCompany, caps }: SendingFacts): boolean {
  return (
    sentByCompany >= caps.textsPerCompany || (isAutomated && sentToPhone >= caps.textsPerPhone)
  );
}

function blocked(reason: BlockReason, until: Date | null): SendingDecision {
  return { mayGo: false, reason, until };
}
