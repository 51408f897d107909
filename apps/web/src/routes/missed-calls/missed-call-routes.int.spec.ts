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

describe('the processor', () => {
  it('tells a manager what is due', async () => {
    await seed({ missedAt: new Date(Date.now() - 2 * HOUR_MS) });
    await seed({ status: 'processing' });
    const { body } = await ask('get', '/missed-calls/processor/status', 'manager');
    expect(body.data).toMatchObject({ is_automated: true, due: 1, processing: 1, stuck: 0 });
    expect((await ask('get', '/missed-calls/processor/status')).status).toBe(403);
  });
});
