import request from 'supertest';
import {
  createTestDatabase,
  seedCompany,
  TEST_ENCRYPTION_KEY,
  uniquePhone,
  type SeededCompany,
  type TestDatabase,
} from '@otto/testkit';
import { seedConversation } from '../../testing/seed-conversation';
import { seedRecovery, seedSmsNumber } from '../../testing/seed-recovery';
import { createSpecApp } from '../../testing/spec-app';

const OPS_TOKEN = 'ops-token';
let test: TestDatabase;
let demo: SeededCompany;
let web: ReturnType<typeof createSpecApp>;

beforeAll(async () => {
  test = await createTestDatabase();
  web = createSpecApp({
    database: test.database,
    encryptionKeys: TEST_ENCRYPTION_KEY,
    opsToken: OPS_TOKEN,
  });
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
const now = { override_quiet_hours: true };
const rows = <T>(text: string) => test.database.sql.query<T>(text, [demo.id]);
const jobs = () =>
  rows<{ payload: object }>(
    `select payload from jobs where company_id = $1 and task = 'messaging.send-text'`,
  );
const customer = (part: { readonly repId?: string } = {}) =>
  seedConversation(test.database, {
    companyId: demo.id,
    phone: uniquePhone(),
    firstName: 'Pat',
    isAnalyzed: false,
    ...part,
  });
const inbound = (contactCardId: string, body: string, createdAt = new Date()) =>
  test.database.withTenant(demo.id, ({ db }) =>
    db.message.create({
      data: {
        companyId: demo.id,
        contactCardId,
        direction: 'inbound',
        senderRole: 'customer',
        sender: '+12125550100',
        body,
        type: 'manual',
        provider: 'twilio',
        status: 'received',
        createdAt,
        mediaKeys: [`${demo.id}/messages/one/0`],
      },
    }),
  );

describe('a text of a person', () => {
  it('is stored with the one job that sends it, once for one Idempotency-Key', async () => {
    const { contactId } = await customer();
    const send = () =>
      ask('post', `/contact-cards/${contactId}/send-sms`)
        .set('Idempotency-Key', `text-${contactId}`)
        .send({ body: ' Is ten fine? ', ...now });
    const [first, again] = [await send(), await send()];
    expect([first.status, again.status, again.headers['idempotent-replay']]).toEqual([
      201,
      201,
      'true',
    ]);
    expect(first.body.data).toMatchObject({
      body: 'Is ten fine?',
      sender: demo.users.csr,
      sender_role: 'csr',
      status: 'queued',
      message_type: 'manual',
      delivered: false,
    });
    expect(await jobs()).toEqual([
      { payload: { messageId: first.body.data.id, overridesQuietHours: true } },
    ]);
    const { body } = await ask('get', `/message-threads/${contactId}`);
    expect(body.data).toMatchObject({ total: 1, messages: [{ id: first.body.data.id }] });
  });

  it('takes a missed caller out of Otto’s hands in the same moment', async () => {
    const { callId, queueId } = await seedRecovery(test.database, { companyId: demo.id });
    const sent = await ask('post', '/sms/send').send({ call_id: callId, message: 'Hi', ...now });
    expect([sent.status, sent.body.data.call_id]).toEqual([201, callId]);
    const { body } = await ask('get', `/missed-calls/queue/entries/${queueId}`);
    expect(body.data.entry).toMatchObject({
      status: 'escalated',
      escalation_reason: 'human_takeover',
    });
    const told = web.published.filter(({ envelope }) => envelope.tenant_id === demo.id);
    expect(told.map(({ envelope }) => envelope.event)).toEqual(['missed_call.human_takeover']);
  });

  it('is refused after an opt-out, with nothing stored but the refusal', async () => {
    const { contactId } = await customer();
    await test.database.withTenant(demo.id, async ({ db }) => {
      const { primaryPhone: phone } = await db.contactCard.findFirstOrThrow({
        where: { id: contactId },
      });
      const said = { state: 'opted_out', source: 'keyword', changedAt: new Date() };
      await db.smsConsent.create({ data: { companyId: demo.id, phone, ...said } });
    });
    const path = `/contact-cards/${contactId}/send-sms`;
    const send = () =>
      ask('post', path)
        .set('Idempotency-Key', `refused-${contactId}`)
        .send({ body: 'Hi', ...now });
    const answer = await send();
    expect((await send()).status).toBe(409);
    expect([answer.status, answer.body.error_code, answer.body.details]).toEqual([
      409,
      'MESSAGE_BLOCKED',
      { reason: 'opted_out', until: null },
    ]);
    expect(await rows('select 1 from messages where company_id = $1')).toEqual([]);
    expect(await jobs()).toEqual([]);
    expect(await rows('select action, user_id from audit_log where company_id = $1')).toEqual([
      { action: 'messaging_blocked_opted_out', user_id: demo.users.csr },
    ]);
    const { text } = await request(web.app)
      .get('/metrics')
      .set('authorization', `Bearer ${OPS_TOKEN}`);
    expect(text).toContain(
      'otto_texts_total{writer="person",outcome="blocked",reason="opted_out",service="web"} 1',
    );
  });

  it.each<[string, object]>([
    ['is empty', { body: '  ' }],
    ['is longer than a carrier takes', { body: 'x'.repeat(1_601) }],
  ])('is answered with 400 when it %s', async (_why, body) => {
    const { contactId } = await customer();
    expect((await ask('post', `/contact-cards/${contactId}/send-sms`).send(body)).status).toBe(400);
  });
});

describe('the texts with a customer', () => {
  it('are read by whoever opens them, and are in the list until then', async () => {
    const { contactId } = await customer();
    const other = await customer();
    await inbound(contactId, 'First', new Date(Date.now() - 60_000));
    await inbound(contactId, 'Second');
    await inbound(other.contactId, 'Other', new Date(Date.now() - 120_000));
    const list = await ask('get', '/sms/conversations');
    expect(list.body.data).toMatchObject({
      total: 2,
      conversations: [
        { contact_card_id: contactId, customer_name: 'Pat', last_body: 'Second', unread_count: 2 },
        { contact_card_id: other.contactId, unread_count: 1, is_opted_out: false },
      ],
    });
    const open = () => ask('get', `/message-threads/${contactId}?limit=1`);
    const [before, after] = [await open(), await open()];
    expect(before.body.data.messages).toMatchObject([{ body: 'Second', read: false }]);
    expect(before.body.data.messages[0].media_urls).toHaveLength(1);
    expect(after.body.data.messages).toMatchObject([{ body: 'Second', read: true }]);
    const unread = (await ask('get', '/sms/conversations?unread=true')).body.data.conversations;
    expect(unread.map((one: Record<string, unknown>) => one['unread_count'])).toEqual([1, 1]);
  });

  it('are a rep’s where the customer is', async () => {
    const own = await customer({ repId: demo.users.salesRep });
    const other = await customer();
    for (const { contactId } of [own, other]) await inbound(contactId, 'Hello');
    const list = await ask('get', '/sms/conversations', 'salesRep');
    expect(list.body.data.conversations).toMatchObject([{ contact_card_id: own.contactId }]);
    const statuses = [own, other].map(({ contactId }) =>
      ask('get', `/message-threads/${contactId}`, 'salesRep'),
    );
    expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([200, 404]);
    const path = `/contact-cards/${other.contactId}/send-sms`;
    expect((await ask('post', path, 'salesRep').send({ body: 'Hi', ...now })).status).toBe(404);
  });
});
