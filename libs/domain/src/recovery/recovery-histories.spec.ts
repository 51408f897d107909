import fc from 'fast-check';
import { isLive, type Recovery, type RecoveryEvent, type RecoveryRules } from './recovery';
import { advance } from './recovery-machine';

const START = Date.parse('2026-11-24T15:00:00Z');
const HOUR_MS = 3_600_000;
const at = (hours: number) => new Date(START + hours * HOUR_MS);
const rules: RecoveryRules = { maxAttempts: 3, isAutomated: true, recoveredBy: 'reply' };
const fresh: Recovery = {
  status: 'queued',
  attempts: 0,
  nextAttemptAt: at(0),
  lastAttemptAt: null,
  missedAt: at(0),
  lastMissedAt: at(0),
  escalationDeadline: at(48),
  customerResponded: false,
  reason: null,
};

/** One thing that happens: hours that pass before it, and which it is. */
const happening = fc.tuple(
  fc.constantFrom(0, 0, 0.05, 0.2, 1, 2, 10, 25),
  fc.constantFrom(
    ...(['missed', 'answered', 'human_text', 'reply', 'stop', 'start', 'booked'] as const),
    'hand_over' as const,
    ...(['tick', 'tick', 'tick', 'attempt', 'attempt', 'attempt', 'crash'] as const),
    ...(['send', 'send', 'send', 'send', 'send', 'send', 'lost', 'lost', 'unreachable'] as const),
  ),
  fc.constantFrom<'sent' | 'unknown' | 'blocked' | 'failed'>(
    'sent',
    'sent',
    'unknown',
    'blocked',
    'failed',
  ),
  // How old the news is, in hours, and by how much a number is off.
  fc.constantFrom(0, 0, 0, 0.5, 3),
  fc.constantFrom(0, 0, 0, -1, 1),
  fc.boolean(),
);

/** Cheaper than expect, which is asked a million times here. */
function must(holds: boolean, promise: string): void {
  if (!holds) throw new Error(`broken: ${promise}`);
}

it('holds its promises in any order and repetition of 10,000 histories', () => {
  fc.assert(
    fc.property(
      fc.array(happening, { minLength: 1, maxLength: 40 }),
      fc.constantFrom<RecoveryRules['recoveredBy']>('reply', 'booking'),
      (history, recoveredBy) => {
        const by: RecoveryRules = { ...rules, recoveredBy };
        let recovery = fresh;
        let hours = 0;
        const wanted: number[] = [];
        // What the carrier was handed, by the key of the attempt, and what it said.
        const handedOver = new Map<number, 'sent' | 'unknown'>();
        let isOver = false;
        const tell = (event: RecoveryEvent) => {
          const step = advance(recovery, event, by);
          for (const effect of step.effects) {
            if (effect.do !== 'send') continue;
            must(!isOver, 'nothing is sent once it is over');
            wanted.push(effect.attempt);
          }
          if (!isLive(recovery)) must(step.recovery.status === recovery.status, 'an end is an end');
          recovery = step.recovery;
          isOver ||= !isLive(recovery) || recovery.customerResponded;
        };
        for (const [passes, what, outcome, age, off, flag] of history) {
          hours += passes;
          const now = at(hours);
          const then = at(hours - age);
          const next = recovery.attempts + 1 + off;
          if (what === 'crash') wanted.length = 0;
          else if (what === 'tick' || what === 'hand_over') tell({ type: what, now });
          else if (what === 'attempt') tell({ type: 'attempt', attempt: next, now });
          else if (what === 'lost') {
            // What was not known to be there may turn out not to be, and then counts no more.
            const attempt = recovery.attempts;
            if (handedOver.get(attempt) !== 'unknown') continue;
            tell({ type: 'lost', attempt, now });
            if (recovery.attempts < attempt) handedOver.delete(attempt);
          } else if (what === 'unreachable') {
            tell({ type: what, attempt: recovery.attempts + off, now });
          } else if (what === 'reply') tell({ type: 'reply', at: then });
          else if (what === 'stop' || what === 'start' || what === 'booked') tell({ type: what });
          else if (what !== 'send') tell({ type: what, at: then });
          else {
            const attempt = flag ? wanted.shift() : wanted.pop();
            if (attempt === undefined) continue;
            const before = handedOver.get(attempt);
            if (before) tell({ type: before, attempt, now });
            else if (outcome === 'blocked') {
              const until = flag ? at(hours + 9) : null;
              tell({ type: 'blocked', attempt, now, reason: 'quiet_hours', until });
            } else if (outcome === 'failed') {
              tell({ type: 'failed', attempt, now, isOptOut: false, isRetryable: flag });
            } else {
              handedOver.set(attempt, outcome);
              tell({ type: outcome, attempt, now });
            }
          }
          must(recovery.attempts <= 3, 'three attempts are the most');
          if (what === 'stop') must(!isLive(recovery), 'STOP ends it');
        }
        must(
          [...handedOver.keys()].every((n) => n >= 1 && n <= 3),
          'three texts are the most',
        );
        must(recovery.attempts === handedOver.size, 'each text is counted once');
        tell({ type: 'tick', now: at(Math.max(hours, 48)) });
        must(!isLive(recovery), 'it always ends');
      },
    ),
    { numRuns: 10_000 },
  );
});
