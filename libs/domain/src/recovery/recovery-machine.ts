import {
  isLive,
  type EndReason,
  type Recovery,
  type RecoveryEffect,
  type RecoveryEvent,
  type RecoveryRules,
  type RecoveryStep,
} from './recovery';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** After the first, second and third text; after the last one there is only a look whether it helped. */
const WAIT_AFTER_MS = [2 * HOUR_MS, 10 * HOUR_MS, 24 * HOUR_MS] as const;
const RETRY_MS = 5 * MINUTE_MS;
const STUCK_MS = 10 * MINUTE_MS;

/** The task to answer it is made for every text of a customer, recovery or not. */
const REPLIED: RecoveryEffect = { do: 'tell', news: 'missed_call.customer_replied' };

type Of<T extends RecoveryEvent['type']> = Extract<RecoveryEvent, { type: T }>;

/** What becomes of a recovery by an event, and what is to be done then. Decides; does nothing. */
export function advance(
  recovery: Recovery,
  event: RecoveryEvent,
  rules: RecoveryRules,
): RecoveryStep {
  return isLive(recovery) ? whileLive(recovery, event, rules) : onceEnded(recovery, event);
}

function whileLive(recovery: Recovery, event: RecoveryEvent, rules: RecoveryRules): RecoveryStep {
  switch (event.type) {
    case 'missed':
      return stay({ ...recovery, lastMissedAt: later(recovery.lastMissedAt, event.at) });
    case 'answered':
    case 'human_text':
      return event.at < recovery.lastMissedAt ? stay(recovery) : takeOver(recovery);
    case 'reply':
      return reply(recovery, event, rules);
    case 'stop':
      return optOut(recovery);
    case 'start':
      return stay(recovery);
    case 'booked':
      return recover(recovery);
    case 'hand_over':
      return escalate(recovery, 'handed_over', event.now);
    case 'tick':
      return tick(recovery, event, rules);
    case 'attempt':
      return attempt(recovery, event, rules);
    case 'sent':
    case 'unknown':
      // Also when it was taken for stuck meanwhile: the text is on its way all the same.
      return isNext(recovery, event) ? wait(recovery, event.now) : stay(recovery);
    case 'lost':
      return isLatest(recovery, event) ? lost(recovery, event) : stay(recovery);
    case 'unreachable':
      return isLatest(recovery, event) && !recovery.customerResponded
        ? escalate(recovery, 'send_failed', event.now)
        : stay(recovery);
    case 'blocked':
      return isAwaited(recovery, event) ? blocked(recovery, event) : stay(recovery);
    case 'failed':
      return isAwaited(recovery, event) ? failed(recovery, event) : stay(recovery);
  }
}

/** An end is an end; what was under way is counted, and who answers late is not left alone. */
function onceEnded(recovery: Recovery, event: RecoveryEvent): RecoveryStep {
  const { status, attempts, customerResponded } = recovery;
  if (event.type === 'sent' || event.type === 'unknown') {
    return stay(
      event.attempt === attempts + 1 ? { ...recovery, attempts: attempts + 1 } : recovery,
    );
  }
  if (event.type === 'reply' && status === 'escalated' && !customerResponded) {
    return { recovery: { ...recovery, customerResponded: true }, effects: [REPLIED] };
  }
  return stay(recovery);
}

function tick(recovery: Recovery, { now }: Of<'tick'>, rules: RecoveryRules): RecoveryStep {
  const { status, attempts, lastAttemptAt, customerResponded } = recovery;
  if (now >= recovery.escalationDeadline) return escalate(recovery, 'sla_expired', now);
  if (customerResponded) return stay(recovery);
  if (status === 'processing') {
    const isStuck = lastAttemptAt === null || now.getTime() - lastAttemptAt.getTime() >= STUCK_MS;
    if (!isStuck) return stay(recovery);
    return {
      recovery: waiting(recovery, now),
      effects: [{ do: 'attempt', attempt: attempts + 1 }],
    };
  }
  if (!isDue(recovery, now)) return stay(recovery);
  if (attempts >= rules.maxAttempts) return escalate(recovery, 'max_retries', now);
  return { recovery, effects: [{ do: 'attempt', attempt: attempts + 1 }] };
}

function attempt(recovery: Recovery, event: Of<'attempt'>, rules: RecoveryRules): RecoveryStep {
  const { status, attempts, customerResponded } = recovery;
  const { now } = event;
  if (now >= recovery.escalationDeadline) return escalate(recovery, 'sla_expired', now);
  if (!isNext(recovery, event) || attempts >= rules.maxAttempts || customerResponded)
    return stay(recovery);
  if (!rules.isAutomated) return escalate(recovery, 'automation_off', now);
  const send = { do: 'send', attempt: event.attempt } as const;
  // Begun before and not finished: the key of the attempt keeps it from being sent twice.
  if (status === 'processing') return { recovery, effects: [send] };
  if (!isDue(recovery, now)) return stay(recovery);
  const begun: Recovery = { ...recovery, status: 'processing', lastAttemptAt: now };
  return { recovery: begun, effects: [send] };
}

function blocked(recovery: Recovery, { reason, until, now }: Of<'blocked'>): RecoveryStep {
  if (reason === 'opted_out') return optOut(recovery);
  if (reason === 'human_takeover') return takeOver(recovery);
  if (until !== null) return stay(waiting(recovery, until));
  if (reason === 'no_sender' || reason === 'no_zone' || reason === 'spend_cap') {
    return escalate(recovery, reason, now);
  }
  return stay(waiting(recovery, new Date(now.getTime() + RETRY_MS)));
}

function failed(recovery: Recovery, event: Of<'failed'>): RecoveryStep {
  const { now } = event;
  if (event.isOptOut) return optOut(recovery);
  if (!event.isRetryable) return escalate(recovery, 'send_failed', now);
  return stay(waiting(recovery, new Date(now.getTime() + RETRY_MS)));
}

function reply(recovery: Recovery, event: Of<'reply'>, rules: RecoveryRules): RecoveryStep {
  if (event.at < recovery.missedAt || recovery.customerResponded) return stay(recovery);
  const answered: Recovery = { ...recovery, customerResponded: true, nextAttemptAt: null };
  const step =
    rules.recoveredBy === 'reply'
      ? recover(answered)
      : stay({ ...answered, status: 'ai_rescued_pending' });
  return { ...step, effects: [REPLIED, ...step.effects] };
}

/** The attempt is used up; the next one waits. */
function wait(recovery: Recovery, now: Date): RecoveryStep {
  const attempts = recovery.attempts + 1;
  const waitMs = WAIT_AFTER_MS[attempts - 1] ?? 24 * HOUR_MS;
  const nextAttemptAt = recovery.customerResponded ? null : new Date(now.getTime() + waitMs);
  return stay({ ...recovery, status: 'ai_rescued_pending', attempts, nextAttemptAt });
}

/** The attempt was none: it is made again, with its own key, unless the customer came by themselves. */
function lost(recovery: Recovery, { now }: Of<'lost'>): RecoveryStep {
  const before = { ...recovery, attempts: recovery.attempts - 1 };
  return stay(recovery.customerResponded ? before : waiting(before, now));
}

/** As before the attempt, which keeps its number. */
function waiting(recovery: Recovery, nextAttemptAt: Date): Recovery {
  const status = recovery.attempts === 0 ? 'queued' : 'ai_rescued_pending';
  return { ...recovery, status, nextAttemptAt };
}

function recover(recovery: Recovery): RecoveryStep {
  return end({ ...recovery, status: 'recovered' }, { do: 'tell', news: 'missed_call.recovered' });
}

function takeOver(recovery: Recovery): RecoveryStep {
  return end(
    { ...recovery, status: 'escalated', reason: 'human_takeover' },
    { do: 'tell', news: 'missed_call.human_takeover' },
  );
}

function optOut(recovery: Recovery): RecoveryStep {
  return end(
    { ...recovery, status: 'failed', reason: 'opted_out' },
    { do: 'tell', news: 'missed_call.stopped' },
  );
}

function escalate(recovery: Recovery, reason: EndReason, now: Date): RecoveryStep {
  return end(
    { ...recovery, status: 'escalated', reason },
    { do: 'tell', news: 'missed_call.escalated' },
    { do: 'call_back', dueAt: now },
  );
}

function end(recovery: Recovery, ...effects: RecoveryEffect[]): RecoveryStep {
  return { recovery: { ...recovery, nextAttemptAt: null }, effects };
}

const stay = (recovery: Recovery): RecoveryStep => ({ recovery, effects: [] });

const isNext = ({ attempts }: Recovery, event: { readonly attempt: number }) =>
  event.attempt === attempts + 1;

const isLatest = (recovery: Recovery, event: { readonly attempt: number }) =>
  recovery.status === 'ai_rescued_pending' && event.attempt === recovery.attempts;

const isAwaited = (recovery: Recovery, event: { readonly attempt: number }) =>
  recovery.status === 'processing' && isNext(recovery, event);

const isDue = ({ nextAttemptAt }: Recovery, now: Date) =>
  nextAttemptAt !== null && nextAttemptAt <= now;

const later = (a: Date, b: Date) => (a >= b ? a : b);
