import request from 'supertest';
import {
  createTestDatabase,
  seedCompany,
  TEST_ENCRYPTION_KEY,
  uniqueId,
  uniquePhone,
  type SeededCompany,
  type TestDatabase,
} from '@otto/testkit';
import { seedConversation } from '../../testing/seed-conversation';
import { createSpecApp } from '../../testing/spec-app';

let test: TestDatabase;
let demo: SeededCompany;
let web: ReturnType<typeof createSpecApp>;

beforeAll(async () => {
  test = await createTestDatabase();
  web = createSpecApp({ database: test.database, encryptionKeys: TEST_ENCRYPTION_KEY });
});
beforeEach(async () => {
  demo = await seedCompany(test.database);
});
afterAll(() => test.stop());

const ask = (method: 'get' | 'patch', path: string, by: string = demo.users.manager) =>
  request(web.app)
    [method](`/api/v1${path}`)
    .set('Authorization', web.bearer(by, { companyId: demo.id }));

const newManager = async (): Promise<string> => {
  const id = uniqueId('user');
  await test.database.withTenant(demo.id, ({ db }) =>
    db.user.createMany({
      data: [{ id, companyId: demo.id, email: `${id}@demo.example`, name: 'Mo', role: 'manager' }],
    }),
  );
  return id;
};
const audited = async () =>
  (
    await test.database.sql.query<{ action: string }>(
      `select action from audit_log where company_id = $1 order by created_at, action`,
      [demo.id],
    )
  ).map(({ action }) => action);

describe('a change of a person', () => {
  it('takes role and place, notes the role in the audit log and tells the front ends', async () => {
    const { csr } = demo.users;
    web.published.length = 0;
    const { body } = await ask('patch', `/users/${csr}`).send({ role: 'manager', territory: 'N' });
    expect(body.data).toMatchObject({ id: csr, role: 'manager', territory: 'N', active: true });
    expect(await audited()).toEqual(['role_changed']);
    expect(web.published.map(({ envelope }) => [envelope.event, envelope.data])).toEqual([
      ['identity.user.updated', { user_id: csr, fields: ['role', 'territory'] }],
    ]);
    expect((await ask('get', '/company', csr)).status).toBe(200);
    await ask('patch', `/users/${csr}`).send({ role: 'manager' });
    expect(await audited()).toEqual(['role_changed']);
  });

  it.each(['deactivated', 'no rep any more'])(
    'gives the work of one who is %s back',
    async (why) => {
      const { salesRep } = demo.users;
      const { leadId } = await seedConversation(test.database, {
        companyId: demo.id,
        phone: uniquePhone(),
        firstName: 'Pat',
        lastName: 'Doe',
        repId: salesRep,
      });
      await test.database.withTenant(demo.id, ({ db }) =>
        db.lead.updateMany({
          where: { id: leadId },
          data: { status: 'hot', poolStatus: 'assigned' },
        }),
      );
      const patch = why === 'deactivated' ? { active: false } : { role: 'csr' };
      expect((await ask('patch', `/users/${salesRep}`).send(patch)).status).toBe(200);
      const { body } = await ask('get', `/leads/${leadId}`);
      expect(body.data.lead).toMatchObject({ assigned_rep_id: null, pool_status: 'in_pool' });
      const own = await ask('get', '/users/me', salesRep);
      expect(own.status).toBe(why === 'deactivated' ? 403 : 200);
    },
  );

  it.each<[string, object, () => string, number, string]>([
    ['the last manager as a csr', { role: 'csr' }, () => demo.users.manager, 409, 'INVALID_STATE'],
    [
      'without access, by themselves',
      { active: false },
      () => demo.users.manager,
      403,
      'FORBIDDEN',
    ],
    [
      'in a role that there is not',
      { role: 'owner' },
      () => demo.users.csr,
      400,
      'VALIDATION_ERROR',
    ],
    ['in another company', { company_id: 'org_x' }, () => demo.users.csr, 400, 'VALIDATION_ERROR'],
  ])('refuses %s', async (_name, patch, id, status, code) => {
    const answer = await ask('patch', `/users/${id()}`).send(patch);
    expect([answer.status, answer.body.error_code, await audited()]).toEqual([status, code, []]);
  });

  it('leaves one manager when two demote each other at the same time', async () => {
    const other = await newManager();
    const { manager } = demo.users;
    const answers = await Promise.all([
      ask('patch', `/users/${other}`, manager).send({ role: 'csr' }),
      ask('patch', `/users/${manager}`, other).send({ role: 'csr' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await audited()).toEqual(['role_changed']);
  });
});

describe('the reps who may be given a visit', () => {
  it('are the active ones, with the open visits of the day that is asked for', async () => {
    const { salesRep } = demo.users;
    const { appointmentId } = await seedConversation(test.database, {
      companyId: demo.id,
      phone: uniquePhone(),
      firstName: 'Pat',
      lastName: 'Doe',
      repId: salesRep,
    });
    await test.database.withTenant(demo.id, ({ db }) =>
      db.appointment.updateMany({
        where: { id: appointmentId },
        // The evening of the 3rd on the clocks of New York.
        data: {
          assignedRepId: salesRep,
          status: 'scheduled',
          scheduledStart: '2031-02-04T03:30:00Z',
          scheduledEnd: null,
        },
      }),
    );
    const on = async (query: string) =>
      (await ask('get', `/reps?${query}`, demo.users.csr)).body.data.reps.map(
        (rep: { id: string; open_appointments: number }) => [rep.id, rep.open_appointments],
      );
    expect(await on('date=2031-02-03')).toEqual([[salesRep, 1]]);
    expect(await on('date=2031-02-04')).toEqual([[salesRep, 0]]);
    expect(await on('territory=nowhere')).toEqual([]);
    await ask('patch', `/users/${salesRep}`).send({ active: false });
    expect(await on('')).toEqual([]);
  });
});
