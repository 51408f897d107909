import type { Enqueuer } from '@otto/queues';
import { uniqueId, type SeededCompany } from '@otto/testkit';
import { createRecordTwilioEvent } from '../calls/record-twilio-event';
import { createRecordCallrailText } from '../messaging/record-callrail-text';
import { createRecordTwilioMessage } from '../messaging/record-twilio-message';
import { createSendMessage } from '../messaging/send-message';
import { deliver } from '../testing/deliver';
import { specJob } from '../testing/spec-job';
import { createTextingStage, newYorkPhone, type TextingStage } from '../testing/texting-stage';
import { createAttemptRecovery } from './attempt-recovery';
import { createScanMissedCalls, createSweepSlas } from './tick-recoveries';

jest.setTimeout(60_000);

const HOUR_MS = 3_600_000;

describe('the winning back of a missed caller', () => {
  let texting: TextingStage;
  let company: SeededCompany & { readonly smsNumber: string };
  let phone: string;
  let call: { CallSid: string; From: string; To: string; Direction: string };

  beforeAll(async () => {
    texting = await createTextingStage();
  });
  beforeEach(async () => {
    texting.twilio.reset();
    texting.takeTexts();
    company = await texting.company();
    await inTenant(({ db }) =>
      db.missedCallSla.create({
        data: {
          companyId: company.id,
          businessHoursStart: '00:00',
          businessHoursEnd: '23:59',
          businessDays: [1, 2, 3, 4, 5, 6, 7],
        },
      }),
    );
    await texting.stage.database.sql.query(
      `update companies set quiet_hours_start = '00:00', quiet_hours_end = '00:00' where id = $1`,
      [company.id],
    );
    phone = newYorkPhone();
    call = {
      CallSid: uniqueId('CA'),
      From: phone,
      To: company.trackingNumber,
      Direction: 'inbound',
    };
  });
  afterAll(() => texting.stop());

  const inTenant = <T>(fn: Parameters<typeof texting.stage.database.withTenant<T>>[1]) =>
    texting.stage.database.withTenant(company.id, fn);
  const attempt = (entryId: string, number: number, send = createSendMessage(texting.deps)) =>
    createAttemptRecovery({ ...texting.stage, sendMessage: send })(
      { entryId, attempt: number },
      specJob(company.id),
    );
  const entry = () =>
    inTenant(({ db }) =>
      db.missedCallEntry.findFirstOrThrow({
        where: { customerPhone: phone },
        include: { attempts: true },
        orderBy: { createdAt: 'desc' },
      }),
    );
  /** Every webhook comes twice. */
  const tell = async (event: string, body: object) => {
    for (const _ of [1, 2]) {
      await deliver(texting.stage.database, createRecordTwilioEvent(texting.stage), {
        companyId: company.id,
        provider: 'twilio',
        event,
        body,
      });
    }
  };
  const text = async (Body: string) => {
    const record = createRecordTwilioMessage(texting.stage);
    const body = { MessageSid: uniqueId('SM'), From: phone, To: company.smsNumber, Body };
    for (const _ of [1, 2]) {
      const part = { companyId: company.id, provider: 'twilio', event: 'sms' } as const;
      await deliver(texting.stage.database, record, { ...part, body: { ...body, NumMedia: '0' } });
    }
  };
  /** Somebody answers in CallRail's own app. */
  const textAtCallrail = async () => {
    const body = {
      resource_id: uniqueId('MSG'),
      source_number: company.trackingNumber,
      destination_number: phone,
      content: 'We are back, shall we come by?',
      created_at: new Date().toISOString(),
    };
    const record = createRecordCallrailText(texting.stage);
    for (const _ of [1, 2]) {
      const part = { companyId: company.id, provider: 'callrail', event: 'text-sent' } as const;
      await deliver(texting.stage.database, record, { ...part, body });
    }
  };
  /** Lets hours pass, and the schedules and the jobs that they ask for do their work. */
  const pass = async (hours: number) => {
    texting.stage.clock.advance(hours * HOUR_MS);
    const tick = { at: texting.stage.clock.now().toISOString() };
    await createSweepSlas(texting.stage)(tick, specJob(null));
    await createScanMissedCalls(texting.stage)(tick, specJob(null));
    const jobs = await texting.stage.database.sql.query<{ entryId: string; attempt: number }>(
      `update jobs set status = 'succeeded' where company_id = $1 and task = 'recovery.attempt-recovery'
         and status in ('queued', 'scheduled')
       returning payload ->> 'entryId' as "entryId", (payload ->> 'attempt')::int as attempt`,
      [company.id],
    );
    // A job may be handed over twice, to two workers.
    for (const job of jobs) {
      await Promise.all([attempt(job.entryId, job.attempt), attempt(job.entryId, job.attempt)]);
    }
  };
  /** The end of the call is told of before its beginning. */
  const miss = async () => {
    await tell('dial-status', { ...call, DialCallStatus: 'no-answer' });
    await tell('voice', { ...call, CallStatus: 'ringing' });
    texting.stage.clock.set(new Date());
  };

  /** The last number counts what people have sent by Otto. */
  const scenarios: [string, () => Promise<void>, object, number, number?][] = [
    [
      'no reply',
      async () => {
        for (const hours of [0, 2, 10, 24]) await pass(hours);
      },
      { status: 'escalated', escalationReason: 'max_retries', retryCount: 3 },
      3,
    ],
    [
      'a reply',
      async () => {
        await pass(0);
        await text('Yes please, tomorrow');
        for (const hours of [2, 10, 40]) await pass(hours);
      },
      { status: 'recovered', customerResponded: true, rescuedBy: 'otto' },
      1,
    ],
    [
      'STOP',
      async () => {
        await pass(0);
        await text('STOP');
        for (const hours of [2, 10, 40]) await pass(hours);
      },
      { status: 'failed', optOutReason: 'opted_out', consentStatus: 'withdrawn' },
      1,
    ],
    [
      'a person who speaks with the caller',
      async () => {
        await pass(0);
        const again = { ...call, CallSid: uniqueId('CA') };
        await tell('dial-status', {
          ...again,
          DialCallStatus: 'completed',
          DialCallDuration: '61',
        });
        for (const hours of [2, 10, 40]) await pass(hours);
      },
      { status: 'escalated', escalationReason: 'human_takeover' },
      1,
    ],
    [
      'a person who texts the caller by Otto',
      async () => {
        await pass(0);
        const { contactCardId } = await entry();
        const byHand = {
          isAutomated: false,
          userId: company.users.csr,
          dedupeKey: uniqueId('key'),
        };
        const request = { companyId: company.id, contactCardId, phone, body: 'Hello' };
        await createSendMessage(texting.deps)({ ...request, ...byHand });
        // At once, not when the next attempt is due.
        expect((await entry()).status).toBe('escalated');
        for (const hours of [2, 10, 40]) await pass(hours);
      },
      { status: 'escalated', escalationReason: 'human_takeover' },
      1,
      1,
    ],
    [
      'a person who texts the caller at CallRail',
      async () => {
        await pass(0);
        await textAtCallrail();
        expect((await entry()).status).toBe('escalated');
        for (const hours of [2, 10, 40]) await pass(hours);
      },
      { status: 'escalated', escalationReason: 'human_takeover' },
      1,
    ],
    [
      'being missed again',
      async () => {
        await pass(0);
        const again = { ...call, CallSid: uniqueId('CA') };
        await tell('dial-status', { ...again, DialCallStatus: 'busy' });
        await pass(0);
      },
      { status: 'ai_rescued_pending', retryCount: 1 },
      1,
    ],
  ];
  it.each(scenarios)('ends right after %s', async (_name, run, expected, texts, byHand = 0) => {
    await miss();
    await run();
    const ended = await entry();
    expect(ended).toMatchObject({ ...expected, customerType: 'new', priorityRank: 1 });
    expect(ended.attempts).toHaveLength(texts);
    expect(texting.asked()).toBe(texts + byHand);
    expect(await inTenant(({ db }) => db.missedCallEntry.count())).toBe(1);
  });

  it('moves the others when one of them cannot be moved', async () => {
    await miss();
    const bad = await entry();
    phone = newYorkPhone();
    call = { ...call, CallSid: uniqueId('CA'), From: phone };
    await miss();
    const good = await entry();
    await texting.stage.database.sql.query(`delete from jobs where company_id = $1`, [company.id]);
    const asked: unknown[] = [];
    const jobs: Enqueuer = {
      ...texting.stage.jobs,
      enqueue: (_tx, _task, payload) => {
        const { entryId } = payload as { entryId: string };
        if (entryId === bad.id) return Promise.reject(new Error('bad'));
        asked.push(entryId);
        return Promise.resolve({ id: entryId, created: true });
      },
    };
    const at = texting.stage.clock.now().toISOString();
    const ticked = await createScanMissedCalls({ ...texting.stage, jobs })({ at }, specJob(null));
    expect(asked).toContain(good.id);
    expect(ticked.failed).toBe(1);
  });

  it.each(['before the text', 'after the text'])(
    'texts once when the worker dies %s',
    async (moment) => {
      await miss();
      const { id } = await entry();
      const dies = new Error('the worker dies');
      const send = createSendMessage(texting.deps);
      await expect(
        attempt(id, 1, async (request) => {
          if (moment === 'after the text') await send(request);
          throw dies;
        }),
      ).rejects.toBe(dies);
      expect((await entry()).status).toBe('processing');
      await attempt(id, 1);
      expect(await entry()).toMatchObject({ status: 'ai_rescued_pending', retryCount: 1 });
      expect(texting.asked()).toBe(1);
    },
  );
});
