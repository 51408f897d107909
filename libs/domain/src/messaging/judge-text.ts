import { lockContactCard, type TenantTx } from '@otto/db';
import { DomainError } from '../errors';
import { readBusinessHours } from '../recovery/business-hours';
import { auditDecision } from './claim-text';
import { decideSending, type SendingDecision } from './decide-sending';
import type { BlockReason, SendRequest } from './sending';
import { readFacts } from './sending-facts';

/** What the rules say of a text that a person wants sent now; it is asked again when it goes out. */
async function judgeText(tx: TenantTx, request: SendRequest, now: Date): Promise<SendingDecision> {
  // A STOP of the customer is recorded under the same lock.
  await lockContactCard(tx, request.contactCardId);
  const businessHours = request.isAutomated ? await readBusinessHours(tx) : null;
  const moment = { now, hasAccount: true, businessHours, isAnswer: false };
  return decideSending((await readFacts(tx, request, moment)).facts);
}

const WORDS = {
  opted_out: 'The customer has opted out of texts.',
  quiet_hours: 'It is in the quiet hours.',
  business_hours: 'It is outside business hours.',
  human_takeover: 'Somebody of the company is talking with the customer.',
  spend_cap: 'The limit of texts for today is reached.',
  no_sender: 'The company has no number to text from.',
  no_zone: 'The time zone of the company is not known.',
} as const;

/** Throws MESSAGE_BLOCKED, and has it written down, unless the text may go. */
export async function refuseBlocked(tx: TenantTx, request: SendRequest, now: Date): Promise<void> {
  const decision = await judgeText(tx, request, now);
  if (!decision.mayGo) refuse(request, decision);
}

/**
 * What a text that may wait has to wait for, written down; null when it may go. Throws
 * MESSAGE_BLOCKED for what time alone does not allow.
 */
export async function findWait(
  tx: TenantTx,
  request: SendRequest,
  now: Date,
): Promise<{ readonly reason: BlockReason; readonly until: Date } | null> {
  const decision = await judgeText(tx, request, now);
  if (decision.mayGo) return null;
  const { reason, until } = decision;
  if (until === null) return refuse(request, decision);
  await auditDecision(tx, request, decision, null);
  return { reason, until };
}

function refuse(request: SendRequest, decision: Extract<SendingDecision, { mayGo: false }>): never {
  const { reason, until } = decision;
  throw new DomainError('MESSAGE_BLOCKED', WORDS[reason], { reason, until }, (fresh) =>
    auditDecision(fresh, request, decision, null),
  );
}
