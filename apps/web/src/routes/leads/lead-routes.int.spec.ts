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
import { createSpecApp } from '../../testing/spec-app';

let test: TestDatabase;
let demo: SeededCompany;
let web: ReturnType<typeof createSpecApp>;
let pat: Awaited<ReturnType<typeof seedConversation>>;
const phone = uniquePhone();

beforeAll(async () => {
  test = await createTestDatabase();
  demo = await seedCompany(test.database);
  web = createSpecApp({ database: test.database, encryptionKeys: TEST_ENCRYPTION_KEY });
  const names = { firstName: 'Pat', lastName: 'Doe' };
  pat = await seedConversation(test.database, { companyId: demo.id, phone, ...names });
});
afterAll(() => test.stop());

type Role = keyof SeededCompany['users'];
const ask = (method: 'get' | 'post' | 'patch', path: string, role: Role = 'manager') =>
  request(web.app)
    [method](`/api/v1${path}`)
    .set('Authorization', web.bearer(demo.users[role], { companyId: demo.id }));
const newLead = async (): Promise<string> =>
  (await ask('post', '/leads').send({ primary_phone: uniquePhone() })).body.data.id;

describe('the list of leads', () => {
  it.each<[string, number]>([
    ['', 1],
    ['status=warm,qualified_booked', 1],
    ['status=new', 0],
    ['search=pat%20do', 1],
    ['search=at%20', 1],
    ['search=Pad', 0],
    ['search=%25', 0],
    [`search=${phone.slice(-5)}`, 1],
    ['source=referral', 0],
    ['date_to=2020-01-01', 0],
  ])('with %j has %d', async (query, total) => {
    const { body } = await ask('get', `/leads?${query}`);
    expect(body.data).toMatchObject({ total, limit: 100, offset: 0 });
    expect(body.data.leads.map((lead: { id: string }) => lead.id)).toEqual(
      total === 0 ? [] : [pat.leadId],
    );
  });

  it('answers 400 to a status that there is not', async () => {
    expect((await ask('get', '/leads?status=new,nice')).status).toBe(400);
  });
});

describe('a lead', () => {
  it('comes with its contact, appointments and history', async () => {
    const { body } = await ask('get', `/leads/${pat.leadId}`);
    expect(body.data).toMatchObject({
      lead: { id: pat.leadId, deal_size: 12_345.5 },
      contact: { full_name: 'Pat Doe', primary_phone: phone },
      appointments: [{ id: pat.appointmentId }],
      status_history: [{ to_status: 'qualified_booked' }],
    });
  });

  it('is made for a number of which nothing was known, once while it is active', async () => {
    const number = uniquePhone();
    const made = await ask('post', '/leads').send({ primary_phone: number, tags: ['storm'] });
    expect([made.status, made.body.data.status, made.body.data.tags]).toEqual([
      201,
      'new',
      ['storm'],
    ]);
    const again = await ask('post', '/leads').send({ primary_phone: number.slice(2) });
    expect([again.status, again.body.error_code, again.body.details]).toEqual([
      409,
      'ALREADY_EXISTS',
      { lead_id: made.body.data.id },
    ]);
  });

  it('that is not active is made beside the active one, with a line of history', async () => {
    const { contactId: contact_card_id } = pat;
    const made = await ask('post', '/leads').send({ contact_card_id, status: 'dormant' });
    expect([made.status, web.errors]).toEqual([201, []]);
    const { body } = await ask('get', `/leads/${made.body.data.id}`);
    expect(body.data.status_history).toMatchObject([{ from_status: null, to_status: 'dormant' }]);
  });

  it('keeps a line of history of each change of status, and of nothing else', async () => {
    const id = await newLead();
    for (const body of [
      { priority: 'high' },
      { status: 'warm' },
      { status: 'warm', score: 7 },
      { status: 'closed_lost' },
    ]) {
      expect((await ask('patch', `/leads/${id}`, 'csr').send(body)).status).toBe(200);
    }
    const { body } = await ask('get', `/leads/${id}`);
    expect(body.data.lead).toMatchObject({ priority: 'high', score: 7, pool_status: 'closed' });
    expect(
      body.data.status_history.map((one: Record<string, string>) => [
        one['from_status'],
        one['to_status'],
        one['triggered_by'],
      ]),
    ).toEqual([
      ['warm', 'closed_lost', demo.users.csr],
      ['new', 'warm', demo.users.csr],
    ]);
  });

  it('opens again unless its contact has another that is active', async () => {
    const id = await newLead();
    const close = () => ask('patch', `/leads/${id}`).send({ status: 'closed_lost' });
    const open = () => ask('patch', `/leads/${id}`).send({ status: 'nurturing' });
    const closed = await close();
    expect((await open()).body.data).toMatchObject({ status: 'nurturing', pool_status: 'in_pool' });
    await close();
    const { contact_card_id } = closed.body.data;
    expect((await ask('post', '/leads').send({ contact_card_id })).status).toBe(201);
    expect((await open()).body.error_code).toBe('ALREADY_EXISTS');
  });
});

describe('the lead pool', () => {
  it('shows who asked for a lead, and no lead twice asked for', async () => {
    const id = await newLead();
    for (let time = 0; time < 2; time += 1) {
      expect((await ask('post', `/lead-pool/${id}/request`, 'salesRep')).status).toBe(200);
    }
    const { body } = await ask('get', '/lead-pool');
    const found = body.data.leads.find((lead: { id: string }) => lead.id === id);
    expect(found.requested_by_reps).toEqual([
      { rep_id: demo.users.salesRep, rep_name: `sales_rep ${demo.users.salesRep}` },
    ]);
  });

  it('gives a lead to one rep when several managers assign it at once', async () => {
    const id = await newLead();
    const others = ['one', 'two', 'three'].map((name) => `user_${name}_${id}`);
    await test.database.withTenant(demo.id, ({ db }) =>
      db.user.createMany({
        data: others.map((user) => ({
          id: user,
          companyId: demo.id,
          name: user,
          role: 'sales_rep',
          email: `${user}@example.test`,
        })),
      }),
    );
    const answers = await Promise.all(
      others.map((rep_id) => ask('post', `/lead-pool/${id}/assign`).send({ rep_id })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const winner = answers.find(({ status }) => status === 200)?.body.data.assigned_rep_id;
    const again = await ask('post', `/lead-pool/${id}/assign`).send({ rep_id: winner });
    expect(again.body.data).toMatchObject({ pool_status: 'assigned', assigned_rep_id: winner });
    expect((await ask('post', `/lead-pool/${id}/request`, 'salesRep')).status).toBe(404);
    const history = await test.database.withTenant(demo.id, ({ db }) =>
      db.repAssignmentHistory.count({ where: { leadId: id } }),
    );
    expect(history).toBe(1);
  });

  it.each<Role>(['manager', 'csr'])('gives no lead to a %s', async (role) => {
    const id = await newLead();
    const answer = await ask('post', `/lead-pool/${id}/assign`).send({
      rep_id: demo.users[role],
    });
    expect([answer.status, answer.body.error_code]).toEqual([400, 'INVALID_INPUT']);
  });
});
