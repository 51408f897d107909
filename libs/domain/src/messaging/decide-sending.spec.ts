import fc from 'fast-check';
import { decideSending, type SendingFacts } from './decide-sending';
import { asFirstText } from './first-text';
import { quietUntil } from './sending-hours';

const NIGHT = { start: '21:00', end: '08:00' };
const open: SendingFacts = {
  now: new Date('2026-11-24T15:00:00Z'),
  isAutomated: true,
  override: null,
  isOrdered: false,
  isFirstText: false,
  isAnswer: false,
  consent: null,
  quietHours: { ...NIGHT, zone: 'America/New_York' },
  businessHours: { start: '09:00', end: '17:00', days: [1, 2, 3, 4, 5], zone: 'America/New_York' },
  isTakenOver: false,
  sentToPhone: 0,
  sentByCompany: 0,
  caps: { textsPerPhone: 3, textsPerCompany: 100 },
  companyZone: 'America/New_York',
  hasSender: true,
};
const atNight = { now: new Date('2026-11-25T04:00:00Z') };
const inTheEvening = { now: new Date('2026-11-25T00:30:00Z') };
const human = { isAutomated: false };

describe('the decision about a text', () => {
  it.each<[string, Partial<SendingFacts>, string, string | null]>([
    ['goes in business hours', {}, 'goes', null],
    ['goes to those who opted in', { consent: 'opted_in' }, 'goes', null],
    ['never goes after STOP', { consent: 'opted_out' }, 'opted_out', null],
    [
      'never goes after STOP, a person’s neither',
      { ...human, consent: 'opted_out', override: 'quiet_hours' },
      'opted_out',
      null,
    ],
    ['waits for the morning', atNight, 'quiet_hours', '2026-11-25T13:00:00.000Z'],
    [
      'waits for the customer’s morning',
      {
        now: new Date('2026-11-24T14:30:00Z'),
        quietHours: { ...NIGHT, zone: 'America/Los_Angeles' },
      },
      'quiet_hours',
      '2026-11-24T16:00:00.000Z',
    ],
    [
      'waits for the morning when a person wrote it',
      { ...human, ...atNight },
      'quiet_hours',
      '2026-11-25T13:00:00.000Z',
    ],
    [
      'goes at night, and whatever the business hours, when a person has Otto send it',
      { ...atNight, isOrdered: true, override: 'quiet_hours' },
      'goes',
      null,
    ],
    [
      'never goes after STOP, ordered or not',
      { isOrdered: true, override: 'quiet_hours', consent: 'opted_out' },
      'opted_out',
      null,
    ],
    [
      'waits for the morning when Otto itself would not',
      { ...atNight, override: 'quiet_hours' },
      'quiet_hours',
      '2026-11-25T13:00:00.000Z',
    ],
    [
      'goes at night when a person wants it',
      { ...human, ...atNight, override: 'quiet_hours' },
      'goes',
      null,
    ],
    [
      'waits although a machine wants it',
      { ...atNight, override: 'quiet_hours' },
      'quiet_hours',
      '2026-11-25T13:00:00.000Z',
    ],
    ['answers a question at night', { ...atNight, isAnswer: true }, 'goes', null],
    ['waits for business hours', inTheEvening, 'business_hours', '2026-11-25T14:00:00.000Z'],
    [
      'waits for Monday',
      { now: new Date('2026-11-28T17:00:00Z') },
      'business_hours',
      '2026-11-30T14:00:00.000Z',
    ],
    ['apologises beyond business hours', { ...inTheEvening, isFirstText: true }, 'goes', null],
    [
      'apologises not at night',
      { ...atNight, isFirstText: true },
      'quiet_hours',
      '2026-11-25T13:00:00.000Z',
    ],
    ['needs no business hours of a person', { ...inTheEvening, ...human }, 'goes', null],
    ['is silent once a person took over', { isTakenOver: true }, 'human_takeover', null],
    ['lets the person who took over write', { ...human, isTakenOver: true }, 'goes', null],
    ['stops at the cap of the phone', { sentToPhone: 3 }, 'spend_cap', '2026-11-25T05:00:00.000Z'],
    ['counts no automated texts against a person', { ...human, sentToPhone: 3 }, 'goes', null],
    [
      'stops at the cap of the company',
      { ...human, sentByCompany: 100 },
      'spend_cap',
      '2026-11-25T05:00:00.000Z',
    ],
    ['needs a number to send from', { hasSender: false }, 'no_sender', null],
    ['needs a day to count on', { companyZone: null }, 'no_zone', null],
    [
      'needs a day to count on, a person’s too',
      { ...human, companyZone: null, override: 'quiet_hours' },
      'no_zone',
      null,
    ],
  ])('%s', (_name, facts, outcome, until) => {
    const decision = decideSending({ ...open, ...facts });
    expect(
      decision.mayGo ? ['goes', null] : [decision.reason, decision.until?.toISOString() ?? null],
    ).toEqual([outcome, until]);
  });

  const anyFacts = fc.record({
    now: fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
    isAutomated: fc.boolean(),
    override: fc.constantFrom(null, 'quiet_hours' as const),
    isFirstText: fc.boolean(),
    isAnswer: fc.boolean(),
    consent: fc.constantFrom(null, 'opted_in' as const, 'opted_out' as const),
    isTakenOver: fc.boolean(),
    sentToPhone: fc.nat(6),
    sentByCompany: fc.nat(200),
    hasSender: fc.boolean(),
    zone: fc.constantFrom(
      'America/New_York',
      'America/Phoenix',
      'Pacific/Honolulu',
      'America/St_Johns',
    ),
  });

  it('never lets a text go to who opted out, nor an automated one in the night or after a takeover', () => {
    fc.assert(
      fc.property(anyFacts, ({ zone, ...part }) => {
        const facts = { ...open, ...part, quietHours: { ...NIGHT, zone } };
        if (!decideSending(facts).mayGo) return;
        expect(facts.consent).not.toBe('opted_out');
        if (!facts.isAutomated || facts.isAnswer) return;
        expect(facts.isTakenOver).toBe(false);
        expect(quietUntil(facts.now, facts.quietHours)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('lets a text that waited go at the named time, or has it wait for something later', () => {
    fc.assert(
      fc.property(anyFacts, ({ zone, ...part }) => {
        const facts = {
          ...open,
          ...part,
          quietHours: { ...NIGHT, zone },
          sentToPhone: 0,
          sentByCompany: 0,
        };
        const decision = decideSending(facts);
        if (decision.mayGo || decision.until === null) return;
        expect(decision.until.getTime()).toBeGreaterThan(facts.now.getTime());
        const later = decideSending({ ...facts, now: decision.until });
        if (!later.mayGo) expect(later.reason).not.toBe(decision.reason);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the first text to a phone', () => {
  it.each([
    ['Can we help?', 'Roofs Inc: Can we help? Reply STOP to opt out.'],
    ['This is roofs inc. Can we help?', 'This is roofs inc. Can we help? Reply STOP to opt out.'],
    ['Roofs Inc here. Reply STOP to end.', 'Roofs Inc here. Reply STOP to end.'],
    ['Please stop by at Roofs Inc', 'Please stop by at Roofs Inc Reply STOP to opt out.'],
  ])('says who writes and how it ends: %s', (body, expected) => {
    expect(asFirstText(body, 'Roofs Inc')).toBe(expected);
  });

  it('says how it ends although the company is called so', () => {
    expect(asFirstText('Can we help?', 'Leak STOP')).toBe(
      'Leak STOP: Can we help? Reply STOP to opt out.',
    );
  });
});
