import request from 'supertest';
import {
  createTestDatabase,
  seedCompany,
  TEST_ENCRYPTION_KEY,
  type SeededCompany,
  type TestDatabase,
} from '@otto/testkit';
import { seedConversation } from '../../testing/seed-conversation';
import { seedRecovery, seedSmsNumber, type RecoverySeed } from '../../testing/seed-recovery';
import { createSpecApp } from '../../testing/spec-app';

const HOUR_MS = 3_600_000;

let test: TestDatabase;
let demo: SeededCompany;
let web: ReturnType<typeof createSpecApp>;

beforeAll(async () => {
  test = await createTestDatabase();
  web = createSpecApp({ database: test.database, encryptionKeys: TEST_ENCRYPTION_KEY });
});
beforeEach(async () => {
  demo = await seedCompany(test.database);
  await seedSmsNumber(test.database, demo.id);
});
afterAll(() => test.stop());

type Role = keyof SeededCompany['users'];
const ask = (method: 'get' | 'post', path: string, role: Role = 'csr') =>
  request(web.app)
    [method](`/api/v1${path}`)
    .set('Authorization', web.bearer(demo.users[role], { companyId: demo.id }));
const seed = (part: Partial<RecoverySeed> = {}) =>
  seedRecovery(test.database, { companyId: demo.id, ...part });
const rows = <T>(text: string) => test.database.sql.query<T>(text, [demo.id]);
const jobs = () =>
  rows<{ payload: Record<string, unknown> }>(
    `select payload from jobs where company_id = $1 and task = 'recovery.attempt-recovery'`,
  );
const audited = async () =>
  (await rows<{ action: string }>(`select action from audit_log where company_id = $1`)).map(
    ({ action }) => action,
  );
const optOut = (phone: string) =>
  test.database.withTenant(demo.id, ({ db }) =>
    db.smsConsent.create({
      data: {
        companyId: demo.id,
        phone,
        state: 'opted_out',
        source: 'keyword',
        changedAt: new Date(),
      },
    }),
  );
/** All day but one minute, which is about twelve hours from now wherever the customer is. */
const quietAllDay = () => {
  const hour = String((new Date().getUTCHours() + 7) % 24).padStart(2, '0');
  return rows(
    `update companies set quiet_hours_start = '${hour}:01', quiet_hours_end = '${hour}:00' where id = $1`,
  );
};

describe('the queue of missed callers', () => {
  it('is paged, filtered and counted by status', async () => {
    const first = await seed({ missedAt: new Date(Date.now() - HOUR_MS) });
    const second = await seed({ status: 'escalated' });
    const all = await ask('get', '/missed-calls/queue/entries?page_size=1');
    expect(all.body.items.map(({ id }: { id: string }) => id)).toEqual([second.queueId]);
    expect(all.body.meta).toMatchObject({ total: 2, total_pages: 2, has_next: true });
    const some = await ask('get', '/missed-calls/queue/entries?status=queued&priority=high');
    expect(some.body.items).toMatchObject([
      { id: first.queueId, customer_phone: first.phone, priority: 'high', customer_name: null },
    ]);
    expect((await ask('get', '/missed-calls/queue/entries?priority=low')).body.items).toEqual([]);
    expect((await ask('get', '/missed-calls/queue/entries?status=nice')).status).toBe(400);
    expect((await ask('get', '/missed-calls/queue/status')).body.data).toMatchObject({
      queued: 1,
      escalated: 1,
      ai_rescued_pending: 0,
      total: 2,
    });
  });

  it('shows an entry with its attempts and what became of their texts', async () => {
    const { queueId, contactId, phone } = await seed();
    await test.database.withTenant(demo.id, async ({ db }) => {
      const message = await db.message.create({
        data: {
          companyId: demo.id,
          contactCardId: contactId,
          direction: 'outbound',
          senderRole: 'otto',
          sender: '+16025550999',
          body: 'Sorry we missed you',
          type: 'automated',
          provider: 'twilio',
          status: 'delivered',
          customerPhone: phone,
          deliveredAt: new Date(),
        },
      });
      await db.missedCallAttempt.create({
        data: {
          companyId: demo.id,
          entryId: queueId,
          attemptNumber: 1,
          messageId: message.id,
          success: true,
          attemptedAt: new Date(),
        },
      });
    });
    const { body } = await ask('get', `/missed-calls/queue/entries/${queueId}`);
    expect(body.data.attempts).toMatchObject([
      { attempt_number: 1, body: 'Sorry we missed you', message_status: 'delivered' },
    ]);
  });
});

describe('a call that is queued by hand', () => {
  it('opens one recovery with one text to come, however often it is asked for', async () => {
    const { callId } = await seedConversation(test.database, {
      companyId: demo.id,
      phone: '+12125550111',
    });
    const answers = [];
    for (let time = 0; time < 2; time += 1) {
      answers.push(await ask('post', `/missed-calls/queue/${callId}`));
    }
    expect(answers.map(({ status }) => status)).toEqual([201, 200]);
    expect(answers[0]?.body.data).toMatchObject({ call_id: callId, status: 'queued' });
    expect(answers[1]?.body.data.id).toBe(answers[0]?.body.data.id);
    expect(await jobs()).toHaveLength(1);
    const told = web.published.filter(({ envelope }) => envelope.tenant_id === demo.id);
    expect(told.map(({ envelope }) => envelope.event)).toEqual(['missed_call.queued']);
  });

  it('is refused, and that is written down, when the caller has opted out', async () => {
    const phone = '+12125550112';
    const { callId } = await seedConversation(test.database, { companyId: demo.id, phone });
    await optOut(phone);
    const answer = await ask('post', `/missed-calls/queue/${callId}`);
    expect([answer.status, answer.body.error_code]).toEqual([409, 'MESSAGE_BLOCKED']);
    expect(await audited()).toEqual(['messaging_blocked_opted_out']);
    expect(await jobs()).toEqual([]);
  });
});

describe('an entry that is to be processed now', () => {
  it('is due at once, by the order of whoever asks', async () => {
    const { queueId } = await seed();
    await quietAllDay();
    const body = { override_quiet_hours: true };
    const answer = await ask('post', `/missed-calls/queue/entries/${queueId}/process`).send(body);
    expect(answer.status).toBe(200);
    expect(new Date(answer.body.data.entry.next_attempt_at).getTime()).toBeLessThan(Date.now());
    expect(await jobs()).toMatchObject([
      {
        payload: {
          entryId: queueId,
          attempt: 1,
          orderedBy: demo.users.csr,
          overridesQuietHours: true,
        },
      },
    ]);
  });

  it.each<[string, (phone: string) => Promise<unknown>, object, string]>([
    ['in quiet hours', quietAllDay, {}, 'quiet_hours'],
    ['after an opt-out', optOut, { override_quiet_hours: true }, 'opted_out'],
  ])(
    'is refused %s, with the reason, and that is written down',
    async (_when, set, body, reason) => {
      const { queueId, phone } = await seed();
      await set(phone);
      const path = `/missed-calls/queue/entries/${queueId}/process`;
      const key = `again-${queueId}`;
      for (let time = 0; time < 2; time += 1) {
        const answer = await ask('post', path).set('Idempotency-Key', key).send(body);
        expect([answer.status, answer.body.details.reason]).toEqual([409, reason]);
      }
      expect(await audited()).toEqual([`messaging_blocked_${reason}`]);
      expect(await jobs()).toEqual([]);
    },
  );
});

describe('an entry that is handed over', () => {
  it('ends with a task to call back, and does not end twice', async () => {
    const { queueId, leadId } = await seed();
    const path = `/missed-calls/queue/entries/${queueId}/escalate`;
    const answer = await ask('post', path).send({ reason: 'I know her' });
    expect(answer.body.data.entry).toMatchObject({
      status: 'escalated',
      escalation_reason: 'handed_over',
      escalation_note: 'I know her',
      escalated_by: demo.users.csr,
      next_attempt_at: null,
    });
    expect((await ask('post', path).send({})).body.error_code).toBe('INVALID_STATE');
    expect((await ask('post', path.replace('escalate', 'process')).send({})).status).toBe(409);
    const { body } = await ask('get', `/tasks?lead_id=${leadId}`);
    expect(body.data.tasks).toMatchObject([{ action_type: 'call_back', assigned_to: 'csr' }]);
    const told = web.published.filter(({ envelope }) => envelope.tenant_id === demo.id);
    expect(told.map(({ envelope }) => envelope.event).sort()).toEqual([
      'missed_call.escalated',
      'task.created',
    ]);
  });
});

describe('the figures of missed calls', () => {
  /** Three missed calls: one caller saved by Otto, one lost, one still open. */
  const seedThree = async () => {
    const missedAt = new Date(Date.now() - 5 * HOUR_MS);
    const saved = await seed({
      missedAt,
      ownerId: demo.users.csr,
      status: 'recovered',
      rescuedBy: 'otto',
    });
    const dead = await seed({ missedAt, status: 'escalated', leadStatus: 'closed_lost' });
    const open = await seed({ missedAt, ownerId: demo.users.csr });
    await test.database.withTenant(demo.id, async ({ db }) => {
      const at = (hours: number) => new Date(missedAt.getTime() + hours * HOUR_MS);
      const call = await db.call.create({
        data: {
          companyId: demo.id,
          contactCardId: saved.contactId,
          leadId: saved.leadId,
          provider: 'callrail',
          providerCallId: `CAL-later-${saved.callId}`,
          status: 'completed',
          fromNumber: saved.phone,
          toNumber: '+16025550999',
          startedAt: at(2),
        },
      });
      await db.analysis.create({
        data: { companyId: demo.id, callId: call.id, bookingStatus: 'booked', analyzedAt: at(2) },
      });
      await db.missedCallEntry.updateMany({
        where: { id: saved.queueId },
        data: { processedAt: at(1), respondedAt: at(1), bookedAt: at(2), retryCount: 1 },
      });
      await db.missedCallAttempt.create({
        data: {
          companyId: demo.id,
          entryId: saved.queueId,
          attemptNumber: 1,
          success: true,
          attemptedAt: new Date(missedAt.getTime() + 30_000),
        },
      });
    });
    return { saved, dead, open };
  };

  it('are those of DOMAIN 7.2', async () => {
    const nothing = await ask('get', '/missed-calls/queue/metrics');
    expect(nothing.body.data).toMatchObject({ missed_calls: 0, success_rate: null });
    expect(nothing.body.data).toMatchObject({ recovery_rate: null, avg_seconds_to_reply: null });
    await seedThree();
    expect((await ask('get', '/missed-calls/queue/metrics')).body.data).toEqual({
      missed_calls: 3,
      saved_calls: 1,
      otto_rescues: 1,
      success_rate: 0.3333,
      recovery_rate: 50,
      avg_response_time_hours: 1,
      total_processed: 2,
      recovered_count: 1,
      escalated_count: 1,
      failed_count: 0,
      booked_count: 1,
      rescued_by_otto: 1,
      rescued_by_human: 0,
      avg_seconds_to_first_text: 30,
      avg_seconds_to_reply: 3600,
    });
    const before = await ask('get', '/missed-calls/queue/metrics?end_date=2026-01-01');
    expect(before.body.data.missed_calls).toBe(0);
  });

  it('are for a csr those of their own calls, and for a manager all', async () => {
    await seedThree();
    const own = {
      total_missed_calls: 2,
      total_saved_calls: 1,
      total_saved_by_otto: 1,
      booked_leads_count: 1,
      pending_leads_count: 1,
      dead_leads_count: 0,
    };
    expect((await ask('get', '/metrics/csr/missed-calls/self')).body.data).toEqual(own);
    const all = await ask('get', '/metrics/exec/missed-calls', 'manager');
    expect(all.body.data).toEqual({ ...own, total_missed_calls: 3, dead_leads_count: 1 });
    const path = `/metrics/csr/missed-call-recovery?csr_id=${demo.users.csr}`;
    const { data } = (await ask('get', path, 'manager')).body;
    expect(data).toMatchObject(own);
    expect(
      [data.booked_leads, data.pending_leads, data.dead_leads].map(({ length }) => length),
    ).toEqual([1, 1, 0]);
  });

  it('have their leads, each with what is to be done next', async () => {
    const { saved, dead, open } = await seedThree();
    const texter = await seedConversation(test.database, {
      companyId: demo.id,
      phone: '+12125550113',
      isAnalyzed: false,
    });
    await test.database.withTenant(demo.id, async ({ db }) => {
      await db.task.create({
        data: {
          companyId: demo.id,
          leadId: open.leadId,
          contactCardId: open.contactId,
          description: 'Call back',
          assignedTo: 'csr',
          source: 'otto',
          dueAt: new Date(0),
        },
      });
      await db.message.create({
        data: {
          companyId: demo.id,
          contactCardId: texter.contactId,
          direction: 'inbound',
          senderRole: 'customer',
          sender: '+12125550113',
          body: 'Are you there?',
          type: 'manual',
          provider: 'twilio',
          status: 'received',
        },
      });
    });
    const leadsOf = async (path: string) =>
      (await ask('get', path)).body.data.items.map((lead: Record<string, unknown>) => [
        lead['lead_id'],
        lead['status'],
        lead['source'],
        lead['attempt_count'],
        lead['next_action'],
      ]);
    const ofText = [texter.leadId, 'booked', 'missed_text', 0, null];
    const ofOpen = [open.leadId, 'pending', 'missed_call', 0, 'Call back'];
    const ofSaved = [saved.leadId, 'booked', 'missed_call', 1, null];
    const ofDead = [dead.leadId, 'dead', 'missed_call', 0, null];
    const all = await leadsOf('/leads/missed');
    expect(all[0]).toEqual(ofText);
    expect(all.sort()).toEqual([ofText, ofOpen, ofSaved, ofDead].sort());
    expect(await leadsOf('/leads/missed?status=dead')).toEqual([ofDead]);
    expect((await leadsOf('/leads/missed/self')).sort()).toEqual([ofText, ofOpen, ofSaved].sort());
  });
});

describe('the processor', () => {
  it('tells a manager what is due', async () => {
    await seed({ missedAt: new Date(Date.now() - 2 * HOUR_MS) });
    await seed({ status: 'processing' });
    const { body } = await ask('get', '/missed-calls/processor/status', 'manager');
    expect(body.data).toMatchObject({ is_automated: true, due: 1, processing: 1, stuck: 0 });
    expect((await ask('get', '/missed-calls/processor/status')).status).toBe(403);
  });
});
