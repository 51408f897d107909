import { createDatabase, type Database } from '@otto/db';
import { uniqueId, type SeededCompany } from '@otto/testkit';
import { createTextingStage, type TextingStage } from '../testing/texting-stage';
import { createSendMessage } from './send-message';
import type { SendMessage, SendOutcome, SendRequest } from './sending';

describe('the caps of texts', () => {
  let texting: TextingStage;
  let company: SeededCompany & { readonly smsNumber: string };
  let database: Database;
  let sendMessage: SendMessage;

  beforeAll(async () => {
    texting = await createTextingStage();
    // As many connections as there are texts, so that these do not wait for each other there.
    database = createDatabase({ url: texting.stage.databaseUrl, poolMax: 20, name: 'caps' });
    sendMessage = createSendMessage({ ...texting.deps, database });
  });
  beforeEach(async () => {
    texting.twilio.reset();
    texting.takeTexts();
    texting.stage.clock.set('2026-11-24T15:00:00.000Z');
    company = await texting.company();
  });
  afterAll(async () => {
    await database.close();
    await texting.stop();
  });

  const cap = (caps: object) =>
    texting.stage.database.withTenant(company.id, ({ db }) =>
      db.spendCap.create({ data: { companyId: company.id, ...caps } }),
    );
  const requests = async (many: number, part: Partial<SendRequest> = {}) => {
    const made: SendRequest[] = [];
    for (let n = 0; n < many; n += 1) made.push(await texting.request(company, part));
    return made;
  };
  const summary = (outcomes: readonly SendOutcome[]) => ({
    sent: outcomes.filter(({ outcome }) => outcome === 'sent').length,
    capped: outcomes.filter((one) => one.outcome === 'blocked' && one.reason === 'spend_cap')
      .length,
  });
  const setZone = (zone: string) =>
    texting.stage.database.sql.query(`update companies set timezone = $2 where id = $1`, [
      company.id,
      zone,
    ]);

  it.each([
    ['Otto', {}],
    ['people', { isAutomated: false }],
  ])(
    'let exactly five of twenty texts of %s to twenty customers at once through',
    async (_who, part) => {
      await cap({ textsPerCompany: 5 });
      const outcomes = await Promise.all(
        (await requests(20, part)).map((request) => sendMessage(request)),
      );
      expect(summary(outcomes)).toEqual({ sent: 5, capped: 15 });
      expect(texting.asked()).toBe(5);
    },
  );

  it('let exactly five of twenty texts of Otto’s to one phone at once through', async () => {
    await cap({ textsPerPhone: 5 });
    const request = await texting.request(company);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => sendMessage({ ...request, dedupeKey: uniqueId('key') })),
    );
    expect(summary(outcomes)).toEqual({ sent: 5, capped: 15 });
    expect(texting.asked()).toBe(5);
  });

  it('are each company’s own', async () => {
    await cap({ textsPerCompany: 1 });
    const [first, second] = await requests(2);
    const other = await texting.request(await texting.company());
    const outcomes = [];
    for (const request of [first, second, other]) {
      if (request) outcomes.push(await sendMessage(request));
    }
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['sent', 'blocked', 'sent']);
  });

  it.each([
    // 23:59 and 00:00 on the clocks of the company, in summer and over the end of summer time.
    ['America/Los_Angeles', '2026-07-15T06:59:00Z', '2026-07-15T07:00:00.000Z'],
    ['America/New_York', '2026-11-02T04:59:00Z', '2026-11-02T05:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-24T18:29:00Z', '2026-11-24T18:30:00.000Z'],
  ])('begin anew with the day in %s', async (zone, evening, midnight) => {
    await setZone(zone);
    await cap({ textsPerCompany: 1, textsPerPhone: 1 });
    const request = await texting.request(company, {
      isAutomated: false,
      override: 'quiet_hours',
      userId: company.users.csr,
    });
    const send = () => sendMessage({ ...request, dedupeKey: uniqueId('key') });
    texting.stage.clock.set(evening);
    expect(await send()).toMatchObject({ outcome: 'sent' });
    expect(await send()).toMatchObject({ reason: 'spend_cap', until: new Date(midnight) });
    texting.stage.clock.set(midnight);
    expect(await send()).toMatchObject({ outcome: 'sent' });
    expect(await send()).toMatchObject({ reason: 'spend_cap' });
  });

  it('count a text that waited for the day on the day that it went out', async () => {
    await cap({ textsPerCompany: 1 });
    texting.twilio.on('POST', { status: 429, body: { code: 20429 } });
    const part = { isAutomated: false, userId: company.users.csr };
    const [waiting, other] = await requests(2, part);
    if (!waiting || !other) throw new Error('there are no requests');
    expect(await sendMessage(waiting)).toMatchObject({ outcome: 'failed', isRetryable: true });
    texting.takeTexts();
    texting.stage.clock.set('2026-11-25T15:00:00.000Z');
    expect(await sendMessage(waiting)).toMatchObject({ outcome: 'sent' });
    expect(await sendMessage(other)).toMatchObject({ reason: 'spend_cap' });
  });

  it.each(['Nowhere/Land', ''])(
    'let nothing through where the company’s zone is "%s"',
    async (zone) => {
      await setZone(zone);
      const texts: Partial<SendRequest>[] = [
        {},
        { phone: '+4930123456' },
        { isAutomated: false, override: 'quiet_hours' },
      ];
      for (const text of texts) {
        const outcome = await sendMessage(await texting.request(company, text));
        expect(outcome).toEqual({ outcome: 'blocked', reason: 'no_zone', until: null });
      }
      expect(texting.asked()).toBe(0);
      const audited = await texting.stage.database.asSystem(({ db }) =>
        db.auditLog.count({
          where: { companyId: company.id, action: 'messaging_blocked_no_zone' },
        }),
      );
      expect(audited).toBe(3);
    },
  );
});
