import { createHttpClient } from '@otto/integrations';
import {
  seedCompany,
  TEST_ENCRYPTION_KEY,
  uniqueId,
  uniquePhone,
  type SeededCompany,
} from '@otto/testkit';
import { createCallrailAccounts } from '../integrations/callrail-accounts';
import { callBody, insertDelivery } from '../testing/callrail-deliveries';
import { listedCall, listedSince, serveCallList } from '../testing/callrail-list-server';
import { createScriptedServer, type ScriptedServer } from '../testing/scripted-server';
import { specJob } from '../testing/spec-job';
import { createStage, type Stage } from '../testing/stage';
import { createReconcileCallrailAccount } from './reconcile-callrail-account';
import { createRecordCallrailEvent } from './record-callrail-event';

const HOUR_MS = 3_600_000;

describe('reconciling an account at CallRail', () => {
  let stage: Stage;
  let server: ScriptedServer;
  let company: SeededCompany;
  let calls: ReturnType<typeof listedCall>[];
  let reconcile: () => Promise<ReturnType<typeof specJob>>;

  beforeAll(async () => {
    [stage, server] = await Promise.all([createStage(), createScriptedServer()]);
  });
  afterAll(async () => {
    await server.close();
    await stage.stop();
  });

  beforeEach(async () => {
    server.reset();
    calls = [];
    company = await seedCompany(stage.database);
    await alter(`created_at = '2026-11-20T00:00:00Z'`);
    serve();
    const handle = createReconcileCallrailAccount({
      ...stage,
      callrailAccounts: createCallrailAccounts({
        database: stage.database,
        baseUrl: server.url,
        encryptionKeys: TEST_ENCRYPTION_KEY,
        http: createHttpClient({
          vendor: 'callrail',
          timeoutMs: 5_000,
          retry: { retries: 0, firstDelayMs: 1, maxDelayMs: 1 },
        }),
      }),
    });
    reconcile = async () => {
      const job = specJob(company.id);
      await handle({ companyId: company.id }, job);
      return job;
    };
  });

  const serve = (perPage?: number) =>
    serveCallList(server, {
      accountId: company.callrail.accountId,
      calls: () => calls,
      ...(perPage ? { perPage } : {}),
    });
  const alter = (change: string) =>
    stage.database.sql.query(`update company_integrations set ${change} where company_id = $1`, [
      company.id,
    ]);
  const integration = () =>
    stage.database.withTenant(company.id, ({ db }) =>
      db.companyIntegration.findFirstOrThrow({ where: { companyId: company.id } }),
    );
  const minutesAgo = (minutes: number) => new Date(stage.clock.now().getTime() - minutes * 60_000);
  const list = (startedAt: Date, fields: Readonly<Record<string, unknown>> = {}) => {
    const id = uniqueId('CAL');
    const phone = uniquePhone();
    const numbers = { customer_phone_number: phone, tracking_phone_number: company.trackingNumber };
    calls.push(listedCall(startedAt, { id, ...numbers, ...fields }));
    return { id, phone };
  };
  const receive = async (event: string, fields: Record<string, unknown>) => {
    const body = callBody({ tracking_phone_number: company.trackingNumber, ...fields });
    const deliveryId = await insertDelivery(stage.database, {
      companyId: company.id,
      provider: 'callrail',
      event,
      body,
    });
    await createRecordCallrailEvent(stage)({ deliveryId }, specJob(company.id));
  };
  const stored = () =>
    stage.database.withTenant(company.id, ({ db }) =>
      db.call.findMany({
        include: { contact: { include: { leads: true, eventLogs: true } } },
        orderBy: { startedAt: 'asc' },
      }),
    );
  const jobsOf = (task: string) =>
    stage.database.sql.query<{ status: string; run_at: Date; payload: { callId?: string } }>(
      'select status, run_at, payload from jobs where company_id = $1 and task = $2',
      [company.id, task],
    );

  it('records a call whose webhooks were all lost as they would have, and once', async () => {
    const start = minutesAgo(60);
    const lost = list(start, { customer_name: 'Pat Doe', duration: 184 });
    const job = await reconcile();
    expect(job.completions).toBe(1);
    const timeless = (key: string, value: unknown) =>
      ['updatedAt', 'seq'].includes(key) ? undefined : value;
    const seen = async () => JSON.stringify(await stored(), timeless);
    const before = await stored();
    const asSeen = await seen();
    expect(before).toMatchObject([
      {
        providerCallId: lost.id,
        status: 'completed',
        durationSeconds: 184,
        startedAt: start,
        endedAt: new Date(start.getTime() + 184_000),
        fromNumber: lost.phone,
        contact: { firstName: 'Pat', leads: [{ status: 'new', source: 'inbound_call' }] },
      },
    ]);
    expect(before[0]?.contact.eventLogs).toHaveLength(2);
    await reconcile();
    await receive('post-call', {
      resource_id: lost.id,
      id: 5,
      customer_phone_number: lost.phone,
      start_time: start.toISOString(),
      created_at: start.toISOString(),
      customer_name: 'Pat Doe',
      answered: true,
      duration: '184',
    });
    expect(await seen()).toBe(asSeen);
    expect(await jobsOf('calls.store-recording')).toMatchObject([
      { payload: { callId: before[0]?.id } },
    ]);
  });

  it.each([
    ['that rang out', { answered: false, duration: 25 }],
    ['that left a voicemail', { answered: false, voicemail: true, duration: 40 }],
    ['that never said how long it was', { answered: false, duration: null }, 90],
  ])('records a call %s as missed', async (_name, fields, ago = 2) => {
    list(minutesAgo(ago), fields);
    await reconcile();
    const [call] = await stored();
    expect(call).toMatchObject({ status: 'missed', missed: true });
    expect(call?.contact.eventLogs.map(({ eventType }) => eventType)).toContain('call_missed');
    expect(await jobsOf('calls.store-recording')).toEqual([]);
  });

  it.each([
    ['rings, for what is said of it is a default', { answered: false, duration: 0 }],
    ['is being talked on', { answered: true, duration: null }],
    ['ended lately, whose webhook waits for the recording', { answered: true, duration: 60 }],
    ['is another company’s', { tracking_phone_number: uniquePhone(), duration: 1 }],
  ])('leaves a call alone that %s', async (_name, fields) => {
    list(minutesAgo(5), fields);
    await reconcile();
    expect(await stored()).toEqual([]);
  });

  it('ends the call of which only the first webhook came, and leaves complete ones alone', async () => {
    const start = minutesAgo(50);
    const open = list(start);
    const numbered = list(minutesAgo(55));
    const done = list(minutesAgo(45));
    const events = [
      ['pre-call', start, { resource_id: open.id, customer_phone_number: open.phone }],
      // Some accounts name a call by a number only, which the list does not tell.
      ['pre-call', minutesAgo(55), { id: 766970532, customer_phone_number: numbered.phone }],
      ['post-call', minutesAgo(45), { resource_id: done.id, customer_phone_number: done.phone }],
    ] as const;
    for (const [event, at, fields] of events) {
      const times = { start_time: at.toISOString(), created_at: at.toISOString() };
      await receive(event, { ...fields, ...times, answered: event === 'post-call', duration: 33 });
    }
    const untouched = (await stored()).find(({ providerCallId }) => providerCallId === done.id);
    await reconcile();
    const rows = await stored();
    expect(rows.map(({ providerCallId, status }) => [providerCallId, status])).toEqual([
      [numbered.id, 'completed'],
      [open.id, 'completed'],
      [done.id, 'completed'],
    ]);
    expect(rows[2]).toEqual(untouched);
  });

  it('goes through all pages, and the next time looks back from where it came to', async () => {
    const starts = [70, 69, 50, 50, 50, 30, 30, 10].map((hours) => minutesAgo(hours * 60));
    for (const start of starts) list(start);
    serve(3);
    await reconcile();
    expect((await stored()).map(({ startedAt }) => startedAt)).toEqual(starts);
    expect((await integration()).reconciledUntil).toEqual(stage.clock.now());
    const requests = server.requests.length;
    await reconcile();
    const lookBack = new Date(stage.clock.now().getTime() - 4 * HOUR_MS).toISOString();
    expect(listedSince(server).slice(requests)).toEqual([lookBack]);
    expect(await stored()).toHaveLength(starts.length);
  });

  it('begins again after a crash at the page that it had come to', async () => {
    const starts = [90, 80, 70, 60].map((hours) => minutesAgo(hours * 60));
    for (const start of starts) list(start);
    let answers = 0;
    serve(2);
    server.on(`GET /v3/a/${company.callrail.accountId}/calls.json?start_date=2026-11-21`, () => {
      answers += 1;
      return { status: 500 };
    });
    await expect(reconcile()).rejects.toMatchObject({ status: 500, isRetryable: true });
    expect(answers).toBe(1);
    expect(await stored()).toHaveLength(2);
    server.reset();
    serve(2);
    await reconcile();
    const reached = new Date((starts[1]?.getTime() ?? 0) - 4 * HOUR_MS);
    expect(listedSince(server)[0]).toBe(reached.toISOString());
    expect(await stored()).toHaveLength(4);
  });

  it('makes one call of it when two workers look at once', async () => {
    const listed = Array.from({ length: 4 }, (_, n) => list(minutesAgo(60 + n)));
    await Promise.all([reconcile(), reconcile(), reconcile()]);
    const rows = await stored();
    expect(rows.map(({ providerCallId }) => providerCallId).sort()).toEqual(
      listed.map(({ id }) => id).sort(),
    );
    expect(rows.flatMap(({ contact }) => contact.leads)).toHaveLength(4);
    expect(await jobsOf('calls.store-recording')).toHaveLength(4);
  });

  it.each([
    ['the account’s budget is used up', 0],
    ['CallRail answers 429', 1],
  ])('puts the rest off when %s, without failing', async (_name, asked) => {
    if (asked === 0) {
      await reconcile();
      server.reset();
      serve();
      await stage.database.sql.query(
        `update request_budgets set tokens = 0, filled_at = now() + interval '1 hour' where id like $1`,
        [`%:${company.callrail.accountId}`],
      );
    } else {
      server.on('GET /v3', { status: 429, body: { error: 'Rate limit exceeded.' } });
    }
    const job = await reconcile();
    expect(job.completions).toBe(1);
    expect(server.requests).toHaveLength(asked);
    const [next, ...others] = await jobsOf('calls.reconcile-callrail-account');
    expect(others).toEqual([]);
    expect(next?.payload).toMatchObject({ companyId: company.id });
    expect(next?.run_at.getTime()).toBeGreaterThanOrEqual(stage.clock.now().getTime() + 60_000);
  });

  it.each([401, 403, 404])('fails once on %i, shows it, and recovers by itself', async (status) => {
    server.on('GET /v3', { status, body: { error: 'no' } });
    await expect(reconcile()).rejects.toMatchObject({ status, isRetryable: false });
    expect(await integration()).toMatchObject({ status: 'error', reconciledUntil: null });
    expect((await reconcile()).completions).toBe(1);
    expect((await integration()).status).toBe('error');
    server.reset();
    serve();
    await reconcile();
    expect((await integration()).status).toBe('connected');
  });

  it('does nothing for a company that switched its account off', async () => {
    await alter(`status = 'disabled'`);
    await reconcile();
    expect(server.requests).toEqual([]);
  });
});
