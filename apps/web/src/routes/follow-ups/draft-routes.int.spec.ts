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
import { seedDraft } from '../../testing/seed-draft';
import { seedSmsNumber } from '../../testing/seed-recovery';
import { createSpecApp } from '../../testing/spec-app';

let test: TestDatabase;
let demo: SeededCompany;
let web: ReturnType<typeof createSpecApp>;
let pat: Awaited<ReturnType<typeof seedConversation>>;

beforeAll(async () => {
  test = await createTestDatabase();
  web = createSpecApp({ database: test.database, encryptionKeys: TEST_ENCRYPTION_KEY });
});
beforeEach(async () => {
  demo = await seedCompany(test.database);
  await seedSmsNumber(test.database, demo.id);
  pat = await seedConversation(test.database, {
    companyId: demo.id,
    phone: uniquePhone(),
    firstName: 'Pat',
    repId: demo.users.salesRep,
  });
});
afterAll(() => test.stop());

type Role = keyof SeededCompany['users'];
const ask = (method: 'get' | 'post', path: string, role: Role = 'salesRep') =>
  request(web.app)
    [method](`/api/v1/followups${path}`)
    .set('Authorization', web.bearer(demo.users[role], { companyId: demo.id }));
const seed = (part: Partial<Parameters<typeof seedDraft>[1]> = {}) =>
  seedDraft(test.database, {
    companyId: demo.id,
    contactCardId: pat.contactId,
    generatedFor: demo.users.salesRep,
    ...part,
  });
const jobs = () =>
  test.database.sql.query<{ payload: Record<string, unknown>; run_at: Date }>(
    `select payload, run_at from jobs where company_id = $1 and task = 'followups.send'`,
    [demo.id],
  );
const quiet = (start: string, end: string) =>
  test.database.sql.query(
    `update companies set quiet_hours_start = $2, quiet_hours_end = $3 where id = $1`,
    [demo.id, start, end],
  );
/** Quiet but for one minute, about twelve hours from now wherever the customer is. */
const quietAllDay = () => {
  const hour = String((new Date().getUTCHours() + 7) % 24).padStart(2, '0');
  return quiet(`${hour}:01`, `${hour}:00`);
};

describe('a follow-up draft', () => {
  it('is made of the company’s own words for a rep’s own call, and told to the rep', async () => {
    await seed();
    const body = { call_id: pat.callId, draft_type: 'sms' };
    const made = await ask('post', '/draft').send(body);
    expect([made.status, made.body.data.status, made.body.data.generated_by]).toEqual([
      201,
      'pending',
      'template',
    ]);
    expect(made.body.data.draft_text).toBe(`Hi Pat, any questions? ${demo.name}`);
    const told = web.published.filter(({ envelope }) => envelope.tenant_id === demo.id);
    expect(told.map(({ envelope, repIds }) => [envelope.event, repIds])).toEqual([
      ['followup.draft_ready', [demo.users.salesRep]],
    ]);
    expect(JSON.stringify(told)).not.toContain('any questions');
    const refused = await Promise.all([
      ask('post', '/draft').send({ ...body, draft_type: 'email' }),
      ask('post', '/draft').send({ ...body, max_length: 20 }),
      ask('post', '/draft').send({ draft_type: 'sms' }),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([409, 409, 400]);
    const { body: listed } = await ask('get', '/drafts');
    expect(listed.meta.total).toBe(2);
  });

  it('is only the rep’s it was written for, and the manager’s', async () => {
    const draftId = await seed({ generatedFor: demo.users.manager });
    expect((await ask('get', '/drafts')).body.items).toEqual([]);
    expect((await ask('get', '/drafts', 'manager')).body.items).toMatchObject([{ id: draftId }]);
    for (const what of ['approve', 'send', 'reject']) {
      expect((await ask('post', `/drafts/${draftId}/${what}`).send({})).status).toBe(404);
    }
  });

  it('is approved once, with other words where they are given and fit', async () => {
    const draftId = await seed();
    const approve = (text: string) =>
      ask('post', `/drafts/${draftId}/approve`).send({ modified_text: text });
    expect((await approve('x'.repeat(161))).status).toBe(400);
    expect((await approve('Hi Pat, Tuesday?')).body.data).toMatchObject({
      status: 'approved',
      final_text: 'Hi Pat, Tuesday?',
      modified_before_send: true,
      approved_by: demo.users.salesRep,
    });
    expect((await approve('Again')).body.error_code).toBe('INVALID_STATE');
  });

  it('is not sent before its approval nor after its rejection', async () => {
    const draftId = await seed();
    const send = () => ask('post', `/drafts/${draftId}/send`).send({});
    expect((await send()).status).toBe(409);
    expect((await ask('post', `/drafts/${draftId}/reject`)).body.data.status).toBe('rejected');
    expect((await send()).status).toBe(409);
    expect(await jobs()).toEqual([]);
  });

  it('goes out at once, and once, outside quiet hours', async () => {
    await quiet('00:00', '00:00');
    const draftId = await seed({ status: 'approved' });
    for (let time = 0; time < 2; time += 1) {
      const sent = await ask('post', `/drafts/${draftId}/send`).send({});
      expect(sent.body.data).toMatchObject({ status: 'approved', blocked_by_quiet_hours: false });
    }
    expect((await jobs()).map(({ payload }) => payload)).toEqual([{ draftId }]);
  });

  it.each<[string, object, boolean]>([
    ['waits for the end of the quiet hours', {}, true],
    ['goes out in quiet hours when who sends it wants that', { override_quiet_hours: true }, false],
  ])('%s', async (_what, body, waits) => {
    await quietAllDay();
    const draftId = await seed({ status: 'approved' });
    const { data } = (await ask('post', `/drafts/${draftId}/send`).send(body)).body;
    expect(data.blocked_by_quiet_hours).toBe(waits);
    expect(new Date(data.scheduled_send_time).getTime() > Date.now()).toBe(waits);
    const [job] = await jobs();
    expect(job?.run_at.toISOString()).toBe(data.scheduled_send_time);
    expect(job?.payload['overridesQuietHours']).toBe(waits ? undefined : true);
  });
});
