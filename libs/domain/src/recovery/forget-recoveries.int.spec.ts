import { forgetRecoveryWords } from '@otto/db';
import { seedCompany, type SeededCompany } from '@otto/testkit';
import { insertCall } from '../testing/insert-call';
import { createStage, type Stage } from '../testing/stage';
import { createForgetRecoveries } from './forget-recoveries';

const AT = new Date('2026-11-24T15:00:00.000Z');
const { signal } = new AbortController();
const LATER = '0b0c7a52-6f4e-4d0e-8f57-1c9a86b0f001';

describe('forgetting what was said in recoveries', () => {
  let stage: Stage;
  let company: SeededCompany;

  beforeAll(async () => {
    stage = await createStage();
  });
  beforeEach(async () => {
    company = await seedCompany(stage.database);
  });
  afterAll(() => stage.stop());

  /** A recovery whose keeping time ends so many milliseconds after the time. */
  async function seed(
    keptMs: number,
    { of = company, ...part }: { of?: SeededCompany; processedAt?: null; context?: object } = {},
  ) {
    const companyId = of.id;
    const call = await insertCall(stage.database, of, { status: 'missed', missed: true });
    return stage.database.withTenant(companyId, async ({ db }) => {
      const { id } = await db.missedCallEntry.create({
        data: {
          companyId,
          callId: call.id,
          contactCardId: call.contactCardId,
          leadId: call.leadId,
          customerPhone: call.phone,
          status: 'escalated',
          priorityRank: 1,
          customerType: 'new',
          missedAt: AT,
          lastMissedAt: AT,
          slaDeadline: AT,
          escalationDeadline: AT,
          processedAt: AT,
          dataRetentionExpiresAt: new Date(AT.getTime() + keptMs),
          context: {
            callIds: [LATER],
            handOver: { by: company.users.csr, reason: 'Pat wants to talk to Jo' },
            messages: ['My roof leaks at 12 Elm St'],
          },
          ...part,
        },
      });
      await db.missedCallAttempt.create({
        data: {
          companyId,
          entryId: id,
          attemptNumber: 1,
          messageSent: 'Hi Pat',
          responseReceived: 'My roof leaks',
          intentAnalysis: { intent: 'book', quote: 'My roof leaks' },
          success: true,
          attemptedAt: AT,
        },
      });
      return id;
    });
  }
  const read = (id: string, of = company) =>
    stage.database.withTenant(of.id, ({ db }) =>
      db.missedCallEntry.findUniqueOrThrow({ where: { id }, include: { attempts: true } }),
    );
  const audit = (of = company) =>
    stage.database.withTenant(of.id, ({ db }) =>
      db.auditLog.findMany({ where: { action: 'missed_call_words_deleted' } }),
    );
  const forget = () => createForgetRecoveries(stage)(AT, signal);

  it('leaves the facts of those whose time is over, and all of the others', async () => {
    const over = await seed(0);
    const others = [await seed(1), await seed(-1, { processedAt: null })];
    const before = await Promise.all(others.map((id) => read(id)));
    expect(await forget()).toBe(1);
    const entry = await read(over);
    expect(entry).toMatchObject({
      status: 'escalated',
      dataRetentionExpiresAt: null,
      context: { callIds: [LATER], handOver: { by: company.users.csr } },
    });
    expect(entry.attempts).toMatchObject([
      { attemptNumber: 1, success: true, messageSent: null, responseReceived: null },
    ]);
    expect(JSON.stringify(entry)).not.toMatch(/Pat|roof|Elm/);
    expect(await Promise.all(others.map((id) => read(id)))).toEqual(before);
    expect(await audit()).toMatchObject([
      { resourceType: 'missed_call_entry', resourceId: over, success: 'success', userId: null },
    ]);
    expect(JSON.stringify(await audit())).not.toMatch(/Pat|roof|Elm/);
  });

  it('does nothing the second time', async () => {
    const id = await seed(-1);
    expect([await forget(), await forget()]).toEqual([1, 0]);
    expect(await audit()).toHaveLength(1);
    expect((await read(id)).processedAt).toEqual(AT);
  });

  it.each([[{}], [{ handOver: { reason: 'Pat' } }], [['Pat']], [{ callIds: [LATER] }]])(
    'takes a context as it finds it: %j',
    async (context) => {
      const id = await seed(-1, { context });
      expect(await forget()).toBe(1);
      const ids = 'callIds' in context ? { callIds: [LATER] } : {};
      expect((await read(id)).context).toEqual(ids);
    },
  );

  it('works for every company, in its own log, and lets none touch those of another', async () => {
    const rival = await seedCompany(stage.database);
    const [mine, theirs] = [await seed(-1), await seed(-1, { of: rival })];
    const reached = await stage.database.withTenant(company.id, (tx) =>
      forgetRecoveryWords(tx, [theirs], AT),
    );
    expect(reached).toEqual([]);
    expect((await read(theirs, rival)).attempts).toMatchObject([{ messageSent: 'Hi Pat' }]);
    expect(await forget()).toBe(2);
    expect((await audit()).map(({ resourceId }) => resourceId)).toEqual([mine]);
    expect((await audit(rival)).map(({ resourceId }) => resourceId)).toEqual([theirs]);
  });

  it('ends with all of them, however many there are', async () => {
    const id = await seed(-1);
    await stage.database.sql.query(
      `insert into calls (company_id, provider, provider_call_id, status, from_number, to_number,
         contact_card_id, started_at, updated_at)
       select company_id, provider, provider_call_id || n, status, from_number, to_number,
         contact_card_id, started_at, now()
       from calls, generate_series(1, 450) n where company_id = $1`,
      [company.id],
    );
    await stage.database.sql.query(
      `insert into missed_call_entries (company_id, call_id, contact_card_id, customer_phone, status,
         priority_rank, customer_type, missed_at, last_missed_at, sla_deadline, escalation_deadline,
         processed_at, data_retention_expires_at)
       select e.company_id, c.id, e.contact_card_id, e.customer_phone, 'recovered', 1, 'new',
         e.missed_at, e.missed_at, e.missed_at, e.missed_at, e.processed_at, e.data_retention_expires_at
       from missed_call_entries e join calls c on c.company_id = e.company_id and c.id <> e.call_id
       where e.id = $1::uuid`,
      [id],
    );
    expect(await forget()).toBe(451);
    expect(await forget()).toBe(0);
    expect(await audit()).toHaveLength(451);
  });

  it('is found by an index, not by reading the table', async () => {
    const plan = await stage.database.asSystem(async (tx) => {
      await tx.query('set local enable_seqscan = off');
      return tx.query(
        `explain select id from missed_call_entries
         where data_retention_expires_at <= now() and processed_at is not null
         order by data_retention_expires_at limit 200`,
      );
    });
    expect(JSON.stringify(plan)).toContain('missed_call_entries_kept');
  });
});
