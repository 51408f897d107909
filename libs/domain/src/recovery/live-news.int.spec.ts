import { uniqueId, type SeededCompany } from '@otto/testkit';
import { createRecordTwilioEvent } from '../calls/record-twilio-event';
import { createRecordTwilioMessage } from '../messaging/record-twilio-message';
import { createSendMessage } from '../messaging/send-message';
import { createMarkOverdue } from '../tasks/mark-overdue';
import { deliver } from '../testing/deliver';
import { specJob } from '../testing/spec-job';
import { createTextingStage, newYorkPhone, type TextingStage } from '../testing/texting-stage';
import { createAttemptRecovery } from './attempt-recovery';
import { createSweepSlas } from './tick-recoveries';

const DAY_MS = 86_400_000;

describe('what the front ends hear of a missed caller', () => {
  let texting: TextingStage;
  let company: SeededCompany & { readonly smsNumber: string };
  let phone: string;

  beforeAll(async () => {
    texting = await createTextingStage();
  });
  beforeEach(async () => {
    texting.twilio.reset();
    texting.takeTexts();
    company = await texting.company();
    phone = newYorkPhone();
    await texting.stage.database.sql.query(
      `update companies set quiet_hours_start = '00:00', quiet_hours_end = '00:00' where id = $1`,
      [company.id],
    );
    await miss();
    texting.stage.clock.set(new Date());
  });
  afterAll(() => texting.stop());

  /** Every webhook comes twice. */
  const twice = async (event: string, body: object) => {
    const isCall = event === 'dial-status';
    const record = isCall
      ? createRecordTwilioEvent(texting.stage)
      : createRecordTwilioMessage(texting.stage);
    const { database } = texting.stage;
    for (const _ of [1, 2]) {
      await deliver(database, record, { companyId: company.id, provider: 'twilio', event, body });
    }
  };
  const miss = () =>
    twice('dial-status', {
      CallSid: uniqueId('CA'),
      From: phone,
      To: company.trackingNumber,
      Direction: 'inbound',
      DialCallStatus: 'no-answer',
    });
  const text = (Body: string) =>
    twice('sms', {
      MessageSid: uniqueId('SM'),
      From: phone,
      To: company.smsNumber,
      Body,
      NumMedia: '0',
    });
  const entry = () =>
    texting.stage.database.withTenant(company.id, ({ db }) =>
      db.missedCallEntry.findFirstOrThrow({ where: { customerPhone: phone } }),
    );
  const send = () => createSendMessage(texting.deps);
  const attempt = async () => {
    const { id: entryId } = await entry();
    const run = createAttemptRecovery({ ...texting.stage, sendMessage: send() });
    for (const _ of [1, 2]) await run({ entryId, attempt: 1 }, specJob(company.id));
  };
  const humanText = async () => {
    const { contactCardId } = await entry();
    await send()({
      companyId: company.id,
      contactCardId,
      phone,
      body: 'Pat here, when may I call?',
      dedupeKey: uniqueId('key'),
      isAutomated: false,
      userId: company.users.csr,
    });
  };
  const sweep = async (days: number) => {
    texting.stage.clock.advance(days * DAY_MS);
    const at = texting.stage.clock.now().toISOString();
    await createSweepSlas(texting.stage)({ at }, specJob(null));
    texting.stage.clock.advance(1_000);
    const later = texting.stage.clock.now().toISOString();
    for (const _ of [1, 2]) await createMarkOverdue(texting.stage)({ at: later }, specJob(null));
  };

  const OPENING = ['lead.created', 'call.incoming', 'call.missed', 'missed_call.queued'];

  it.each<[string, () => Promise<void>, string[]]>([
    ['being missed', () => Promise.resolve(), []],
    ['a text of Otto’s', attempt, ['telephony.sms.sent']],
    [
      'a reply',
      () => text('Yes please'),
      [
        'telephony.sms.received',
        'task.created',
        'missed_call.customer_replied',
        'missed_call.recovered',
      ],
    ],
    ['STOP', () => text('STOP'), ['telephony.sms.received', 'missed_call.stopped']],
    ['a text of a person', humanText, ['missed_call.human_takeover', 'telephony.sms.sent']],
    [
      'nobody caring in time',
      () => sweep(3),
      ['missed_call.escalated', 'task.created', 'task.updated'],
    ],
  ])('after %s is told once, with ids alone', async (_name, run, events) => {
    await run();
    const parcels = texting.stage.told.filter(
      ({ envelope }) => envelope.tenant_id === company.id && envelope.event !== 'lead.updated',
    );
    const expected = [...OPENING, ...events];
    expect(parcels.map(({ envelope }) => envelope.event).sort()).toEqual(expected.sort());
    const queued = parcels.find(({ envelope }) => envelope.event === 'missed_call.queued');
    expect(queued?.envelope.data).toMatchObject({ entry_id: (await entry()).id });
    const said = JSON.stringify(parcels);
    for (const secret of [phone, 'Yes please', 'Pat here']) expect(said).not.toContain(secret);
  });

  it('ends at once with a text of a person, before the next of Otto’s', async () => {
    await attempt();
    await humanText();
    expect(await entry()).toMatchObject({
      status: 'escalated',
      escalationReason: 'human_takeover',
      nextAttemptAt: null,
    });
  });
});
