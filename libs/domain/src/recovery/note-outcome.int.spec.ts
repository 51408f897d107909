import { uniqueId, type SeededCompany } from '@otto/testkit';
import { createReconcileUnknown } from '../messaging/reconcile-unknown';
import { createRecordMessageStatus } from '../messaging/record-message-status';
import { createSendMessage } from '../messaging/send-message';
import { deliver } from '../testing/deliver';
import { specJob } from '../testing/spec-job';
import { createTextingStage, type TextingStage } from '../testing/texting-stage';
import { createAttemptRecovery } from './attempt-recovery';
import { noteCall } from './note-call';
import { createScanMissedCalls } from './tick-recoveries';

const MINUTE_MS = 60_000;

describe('the first text to a missed caller', () => {
  let texting: TextingStage;
  let company: SeededCompany;
  let attempted: string[];

  beforeAll(async () => {
    texting = await createTextingStage();
  });
  beforeEach(async () => {
    attempted = [];
    texting.twilio.reset();
    texting.twilio.on('POST', { status: 500 });
    company = await texting.company();
    await texting.stage.database.sql.query(
      `update companies set quiet_hours_start = '00:00', quiet_hours_end = '00:00' where id = $1`,
      [company.id],
    );
    const { callId } = await texting.request(company);
    await inTenant(async (tx) => {
      const call = await tx.db.call.findFirstOrThrow({ where: { id: callId ?? '' } });
      texting.stage.clock.set(call.startedAt);
      await noteCall(tx, texting.stage, call, call.startedAt);
    });
    await work();
  });
  afterAll(() => texting.stop());

  const inTenant = <T>(fn: Parameters<typeof texting.stage.database.withTenant<T>>[1]) =>
    texting.stage.database.withTenant(company.id, fn);
  const entry = () =>
    inTenant(({ db }) => db.missedCallEntry.findFirstOrThrow({ include: { attempts: true } }));
  const tick = () => ({ at: texting.stage.clock.now().toISOString() });
  /** The schedule asks for what is due, and every job of it is handed over twice. */
  const work = async () => {
    await createScanMissedCalls(texting.stage)(tick(), specJob(null));
    const sendMessage = createSendMessage(texting.deps);
    const onAttempt = (outcome: string) => void attempted.push(outcome);
    const attempt = createAttemptRecovery({ ...texting.stage, sendMessage, onAttempt });
    const jobs = await texting.stage.database.sql.query<{ payload: { entryId: string } }>(
      `update jobs set status = 'succeeded' where company_id = $1
         and task = 'recovery.attempt-recovery' and status in ('queued', 'scheduled')
       returning payload`,
      [company.id],
    );
    for (const { payload } of jobs) {
      for (const _ of [1, 2]) await attempt({ attempt: 1, ...payload }, specJob(company.id));
    }
  };
  const lookAgain = async (minutes: number) => {
    texting.stage.clock.advance(minutes * MINUTE_MS);
    for (const _ of [1, 2]) await createReconcileUnknown(texting.deps)(tick(), specJob(null));
    await work();
  };
  const list = (messages: object[]) =>
    texting.twilio.on('GET', { body: { messages, next_page_uri: null } });

  it('whose sending got no answer is sent again, once, a quarter of an hour later when Twilio never had it', async () => {
    texting.takeTexts();
    list([]);
    await lookAgain(5);
    const doubted = { status: 'ai_rescued_pending', retryCount: 1, attempts: [{ success: false }] };
    expect(await entry()).toMatchObject(doubted);
    await lookAgain(11);
    expect(await entry()).toMatchObject({ retryCount: 1, attempts: [{ success: true }] });
    expect(texting.asked()).toBe(2);
    await lookAgain(30);
    expect(texting.asked()).toBe(2);
    // The metrics hear of each attempt once, however often its job is handed over.
    expect(attempted).toEqual(['unknown', 'sent']);
  });

  it('whose sending got no answer counts from then, and is not repeated, when Twilio has it', async () => {
    const text = await inTenant(({ db }) => db.message.findFirstOrThrow());
    const sid = uniqueId('SM');
    list([{ sid, status: 'sent', to: '+1', from: '+1', body: text.body }]);
    await lookAgain(5);
    await lookAgain(11);
    expect(await entry()).toMatchObject({
      retryCount: 1,
      attempts: [{ success: true, messageId: text.id, attemptedAt: text.sendingAt }],
    });
    expect(texting.asked()).toBe(1);
  });

  it.each([
    ['30006', 'a landline', { status: 'escalated', escalationReason: 'send_failed' }, 1],
    ['30003', 'a phone that is off', { status: 'ai_rescued_pending' }, 0],
  ])('that fails with %s, %s, counts as none: %j', async (ErrorCode, _name, expected, tasks) => {
    texting.takeTexts();
    list([]);
    await lookAgain(16);
    const message = await inTenant(({ db }) => db.message.findFirstOrThrow());
    const { providerMessageId: MessageSid } = message;
    for (const MessageStatus of ['undelivered', 'sent', 'undelivered']) {
      await deliver(texting.stage.database, createRecordMessageStatus(texting.stage), {
        companyId: company.id,
        provider: 'twilio',
        event: 'sms-status',
        body: { MessageSid, MessageStatus, ErrorCode },
      });
    }
    expect(await entry()).toMatchObject({ ...expected, attempts: [{ success: false }] });
    expect(await inTenant(({ db }) => db.task.count())).toBe(tasks);
  });
});
