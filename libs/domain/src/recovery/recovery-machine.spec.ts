import type { BlockReason } from '../messaging/sending';
import { type Recovery, type RecoveryEvent, type RecoveryRules } from './recovery';
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

/** What became of the events, one after the other. */
function after(events: readonly RecoveryEvent[], by: Partial<RecoveryRules> = {}) {
  let recovery = fresh;
  const effects: string[] = [];
  for (const event of events) {
    const step = advance(recovery, event, { ...rules, ...by });
    recovery = step.recovery;
    for (const effect of step.effects) {
      effects.push(effect.do === 'tell' ? effect.news : effect.do);
    }
  }
  return { status: recovery.status, reason: recovery.reason, recovery, effects };
}

const begin = (attempt: number, hours: number): RecoveryEvent => ({
  type: 'attempt',
  attempt,
  now: at(hours),
});
const sent = (attempt: number, hours: number): RecoveryEvent => ({
  type: 'sent',
  attempt,
  now: at(hours),
});
const reply = (hours: number): RecoveryEvent => ({ type: 'reply', at: at(hours) });
const blocked = (reason: BlockReason, until: Date | null): RecoveryEvent => ({
  type: 'blocked',
  attempt: 1,
  now: at(0),
  reason,
  until,
});
const failed = (isOptOut: boolean, isRetryable: boolean): RecoveryEvent => ({
  type: 'failed',
  attempt: 1,
  now: at(0),
  isOptOut,
  isRetryable,
});

describe('a recovery', () => {
  it('texts at once, two hours and ten hours later, and hands over a day after the third', () => {
    const all = [begin(1, 0), sent(1, 0), begin(2, 2), sent(2, 2), begin(3, 12), sent(3, 12)];
    expect(after(all.slice(0, 2)).recovery.nextAttemptAt).toEqual(at(2));
    expect(after(all.slice(0, 4)).recovery.nextAttemptAt).toEqual(at(12));
    expect(after(all).recovery.nextAttemptAt).toEqual(at(36));
    const end = after([...all, begin(4, 36), { type: 'tick', now: at(36) }]);
    expect(end).toMatchObject({ status: 'escalated', reason: 'max_retries' });
    expect(end.effects).toEqual(['send', 'send', 'send', 'missed_call.escalated', 'call_back']);
  });

  it('begins no attempt before its time, nor one whose number is not the next', () => {
    expect(
      after([begin(1, 0), sent(1, 0), begin(2, 1.9), begin(1, 2), begin(3, 2)]).effects,
    ).toEqual(['send']);
  });

  const table: [string, RecoveryEvent[], object, string[]][] = [
    [
      'is won by a reply',
      [reply(1)],
      { status: 'recovered', reason: null },
      ['missed_call.customer_replied', 'missed_call.recovered'],
    ],
    [
      'is won by a booking',
      [{ type: 'booked' }],
      { status: 'recovered' },
      ['missed_call.recovered'],
    ],
    ['is not won by a text from before the call', [reply(-1)], { status: 'processing' }, []],
    [
      'ends with STOP',
      [{ type: 'stop' }, { type: 'start' }, { type: 'tick', now: at(3) }],
      { status: 'failed', reason: 'opted_out' },
      ['missed_call.stopped'],
    ],
    [
      'ends when a person speaks with the caller',
      [{ type: 'answered', at: at(1) }],
      { status: 'escalated', reason: 'human_takeover' },
      ['missed_call.human_takeover'],
    ],
    [
      'ends when a person texts the caller',
      [{ type: 'human_text', at: at(1) }],
      { status: 'escalated', reason: 'human_takeover' },
      ['missed_call.human_takeover'],
    ],
    [
      'goes on when the answered call was before the caller was missed again',
      [
        { type: 'missed', at: at(1) },
        { type: 'answered', at: at(0.5) },
      ],
      { status: 'processing' },
      [],
    ],
    [
      'keeps its attempt for the morning in quiet hours',
      [blocked('quiet_hours', at(9))],
      { status: 'queued', recovery: { attempts: 0, nextAttemptAt: at(9) } },
      [],
    ],
    [
      'ends where the guard knows of an opt-out',
      [blocked('opted_out', null)],
      { status: 'failed', reason: 'opted_out' },
      ['missed_call.stopped'],
    ],
    [
      'ends where the guard knows of a person',
      [blocked('human_takeover', null)],
      { status: 'escalated', reason: 'human_takeover' },
      ['missed_call.human_takeover'],
    ],
    [
      'goes to a person where no number can send',
      [blocked('no_sender', null)],
      { status: 'escalated', reason: 'no_sender' },
      ['missed_call.escalated', 'call_back'],
    ],
    [
      'goes to a person where nobody knows the hour',
      [blocked('no_zone', null)],
      { status: 'escalated', reason: 'no_zone' },
      ['missed_call.escalated', 'call_back'],
    ],
    [
      'tries the same attempt five minutes after a failure that may pass',
      [failed(false, true)],
      { status: 'queued', recovery: { attempts: 0, nextAttemptAt: at(5 / 60) } },
      [],
    ],
    [
      'goes to a person after a failure that lasts',
      [failed(false, false)],
      { status: 'escalated', reason: 'send_failed' },
      ['missed_call.escalated', 'call_back'],
    ],
    [
      'ends when the carrier says that the phone has opted out',
      [failed(true, false)],
      { status: 'failed', reason: 'opted_out' },
      ['missed_call.stopped'],
    ],
    [
      'counts a text that may have gone out',
      [{ type: 'unknown', attempt: 1, now: at(0) }],
      { status: 'ai_rescued_pending', recovery: { attempts: 1 } },
      [],
    ],
    [
      'makes an attempt again whose text was lost, and waits no two hours for it',
      [
        { type: 'unknown', attempt: 1, now: at(0) },
        { type: 'lost', attempt: 1, now: at(0.25) },
        begin(1, 0.25),
        sent(1, 0.25),
      ],
      { status: 'ai_rescued_pending', recovery: { attempts: 1, nextAttemptAt: at(2.25) } },
      ['send'],
    ],
    [
      'makes no attempt again whose text was lost after the next one, or after a reply',
      [
        sent(1, 0),
        begin(2, 2),
        { type: 'lost', attempt: 1, now: at(2) },
        sent(2, 2),
        { type: 'lost', attempt: 1, now: at(3) },
        reply(4),
        { type: 'lost', attempt: 2, now: at(5) },
        begin(2, 5),
      ],
      { status: 'recovered', recovery: { attempts: 2 } },
      ['send', 'missed_call.customer_replied', 'missed_call.recovered'],
    ],
    [
      'goes to a person when its text can reach nobody',
      [sent(1, 0), { type: 'unreachable', attempt: 1, now: at(0.1) }],
      { status: 'escalated', reason: 'send_failed' },
      ['missed_call.escalated', 'call_back'],
    ],
    [
      'stays with Otto when an older text could reach nobody, and with its end after a reply',
      [
        sent(1, 0),
        begin(2, 2),
        { type: 'unreachable', attempt: 1, now: at(2) },
        sent(2, 2),
        reply(3),
        { type: 'unreachable', attempt: 2, now: at(4) },
      ],
      { status: 'recovered' },
      ['send', 'missed_call.customer_replied', 'missed_call.recovered'],
    ],
    [
      'is taken up again when nobody finished an attempt within ten minutes',
      [{ type: 'tick', now: at(10 / 60) }],
      { status: 'queued', recovery: { attempts: 0 } },
      ['attempt'],
    ],
    [
      'goes to a person after 48 hours, whatever is under way',
      [{ type: 'tick', now: at(48) }],
      { status: 'escalated', reason: 'sla_expired' },
      ['missed_call.escalated', 'call_back'],
    ],
    [
      'counts the text that was under way when it ended',
      [{ type: 'stop' }, sent(1, 0)],
      { status: 'failed', recovery: { attempts: 1 } },
      ['missed_call.stopped'],
    ],
    [
      'has a late reply answered after it went to a person',
      [{ type: 'tick', now: at(48) }, reply(50), reply(51)],
      { status: 'escalated', recovery: { customerResponded: true } },
      ['missed_call.escalated', 'call_back', 'missed_call.customer_replied'],
    ],
  ];
  it.each(table)('%s', (_name, events, expected, effects) => {
    const { effects: done, ...state } = after([begin(1, 0), ...events]);
    expect(state).toMatchObject(expected);
    expect(done).toEqual(['send', ...effects]);
  });

  it('waits for the booking after a reply where the company counts bookings', () => {
    const replied = after([begin(1, 0), reply(1), begin(1, 3)], { recoveredBy: 'booking' });
    expect(replied).toMatchObject({ status: 'ai_rescued_pending' });
    expect(replied.effects).toEqual(['send', 'missed_call.customer_replied']);
  });

  it('goes to a person at once where the company wants no automation', () => {
    const end = after([begin(1, 0)], { isAutomated: false });
    expect(end).toMatchObject({ status: 'escalated', reason: 'automation_off' });
    expect(end.effects).toEqual(['missed_call.escalated', 'call_back']);
  });
});
