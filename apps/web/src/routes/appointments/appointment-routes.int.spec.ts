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
let day = 0;

beforeAll(async () => {
  test = await createTestDatabase();
  demo = await seedCompany(test.database);
  web = createSpecApp({ database: test.database, encryptionKeys: TEST_ENCRYPTION_KEY });
});
afterAll(() => test.stop());

type Role = keyof SeededCompany['users'];
const ask = (method: 'get' | 'post' | 'patch', path: string, role: Role = 'manager') =>
  request(web.app)
    [method](`/api/v1/appointments${path}`)
    .set('Authorization', web.bearer(demo.users[role], { companyId: demo.id }));

/** A lead whose call was booked, and an hour of a day that no other test uses. */
async function scene() {
  const lead = await seedConversation(test.database, { companyId: demo.id, phone: uniquePhone() });
  day += 1;
  const date = `2031-03-${String(day).padStart(2, '0')}`;
  const at = (time: string) => `${date}T${time}:00Z`;
  const book = (more: object) =>
    ask('post', '').send({ lead_id: lead.leadId, scheduled_start: at('15:00'), ...more });
  return { ...lead, date, at, book };
}
const leadOf = (id: string) =>
  test.database.withTenant(demo.id, ({ db }) =>
    db.lead.findFirst({ where: { id }, include: { leadStatusHistories: true } }),
  );
const eventsOf = async (appointmentId: string): Promise<string[]> => {
  const rows = await test.database.withTenant(demo.id, ({ db }) =>
    db.eventLog.findMany({ where: { appointmentId }, orderBy: { eventType: 'asc' } }),
  );
  return rows.map(({ eventType }) => eventType);
};

describe('appointments', () => {
  it('are listed by the day on the clocks of the company', async () => {
    const { book, date } = await scene();
    const late = await book({ scheduled_start: `${date}T23:30:00-05:00` });
    expect(late.status).toBe(201);
    const listed = await ask('get', `?date=${date}`);
    expect(listed.body.data).toMatchObject({ total: 1, limit: 100, offset: 0 });
    expect(listed.body.data.appointments).toMatchObject([
      { id: late.body.data.id, status: 'scheduled', outcome: 'pending' },
    ]);
    const others = await ask('get', `?date=${date}`, 'salesRep');
    expect(others.body.data.total).toBe(0);
  });

  it('come with their lead and contact', async () => {
    const { appointmentId, leadId, contactId } = await scene();
    const { body } = await ask('get', `/${appointmentId}`);
    expect(body.data).toMatchObject({
      appointment: { id: appointmentId },
      lead: { id: leadId },
      contact: { id: contactId },
    });
  });

  it.each([
    ['14:30', '15:30', 409],
    ['15:59', '17:00', 409],
    ['13:00', '15:00', 201],
    ['16:00', null, 201],
    ['14:00', null, 201],
    ['14:01', null, 409],
  ])('of one rep from %s to %s beside 15:00 for an hour: %d', async (start, end, status) => {
    const { book, at } = await scene();
    const assigned_rep_id = demo.users.salesRep;
    expect((await book({ assigned_rep_id })).status).toBe(201);
    const answer = await book({
      assigned_rep_id,
      scheduled_start: at(start),
      scheduled_end: end && at(end),
    });
    expect(answer.status).toBe(status);
    if (status === 409) expect(answer.body.error_code).toBe('APPOINTMENT_OVERLAP');
  });

  it('are not given to one rep twice by requests at the same time, unless that is allowed', async () => {
    const { book } = await scene();
    const ids = await Promise.all([0, 1].map(async () => (await book({})).body.data.id as string));
    const rep_id = demo.users.salesRep;
    const answers = await Promise.all(
      ids.map((id) => ask('post', `/${id}/assign`, 'csr').send({ rep_id })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = ids[answers.findIndex(({ status }) => status === 409)];
    const forced = await ask('post', `/${refused}/assign`).send({
      rep_id,
      allow_double_booking: true,
    });
    expect(forced.body.data.assigned_rep_id).toBe(rep_id);
    expect(await eventsOf(refused ?? '')).toEqual(['appointment_created', 'rep_assigned']);
  });

  it('are taken from a rep by a manager only', async () => {
    const { book } = await scene();
    const { id } = (await book({ assigned_rep_id: demo.users.salesRep })).body.data;
    const take = (role: Role) => ask('patch', `/${id}`, role).send({ assigned_rep_id: null });
    expect((await take('csr')).status).toBe(403);
    expect((await take('manager')).body.data.assigned_rep_id).toBeNull();
  });

  it('are not dispatched after an analysis without a booking', async () => {
    const { book, leadId } = await scene();
    const { id } = (await book({})).body.data;
    await test.database.withTenant(demo.id, ({ db }) =>
      db.analysis.updateMany({ where: { leadId }, data: { bookingStatus: 'not_booked' } }),
    );
    const answer = await ask('post', `/${id}/assign`).send({ rep_id: demo.users.salesRep });
    expect([answer.status, answer.body.error_code]).toEqual([400, 'INVALID_INPUT']);
  });

  it('keep their length when they are moved', async () => {
    const { book, at } = await scene();
    const { id } = (await book({ scheduled_end: at('16:30') })).body.data;
    const moved = await ask('patch', `/${id}`).send({ scheduled_start: at('18:00') });
    expect(moved.body.data.scheduled_end).toBe(`${at('19:30').slice(0, -1)}.000Z`);
    expect(await eventsOf(id)).toEqual(['appointment_created', 'appointment_rescheduled']);
  });

  it('answer 400 to an end before the start', async () => {
    const { book, at } = await scene();
    expect((await book({ scheduled_end: at('15:00') })).status).toBe(400);
  });
});

describe('the outcome of an appointment', () => {
  it('that is won has a deal size, completes it and closes its lead', async () => {
    const { book, leadId } = await scene();
    const { id } = (await book({ assigned_rep_id: demo.users.salesRep })).body.data;
    const tell = (body: object) => ask('patch', `/${id}`, 'salesRep').send(body);
    expect((await tell({ outcome: 'won' })).status).toBe(400);
    const won = await tell({ outcome: 'won', deal_size: 9_800.5 });
    expect(won.body.data).toMatchObject({
      status: 'completed',
      outcome: 'won',
      outcome_source: 'rep',
      deal_size: 9_800.5,
    });
    expect(await leadOf(leadId)).toMatchObject({
      status: 'closed_won',
      dealStatus: 'won',
      dealSizeCents: 980_050,
      poolStatus: 'closed',
    });
    expect((await tell({ outcome: 'pending' })).status).toBe(409);
    expect((await tell({ outcome: 'lost' })).body.data.outcome).toBe('lost');
    expect((await leadOf(leadId))?.status).toBe('closed_lost');
    expect(await eventsOf(id)).toEqual([
      'appointment_created',
      'appointment_outcome',
      'appointment_outcome',
      'deal_lost',
      'deal_won',
      'rep_assigned',
    ]);
  });

  it('is told by the rep of the appointment, who changes nothing else', async () => {
    const { book } = await scene();
    const { id } = (await book({ assigned_rep_id: demo.users.salesRep })).body.data;
    const tell = (body: object) => ask('patch', `/${id}`, 'salesRep').send(body);
    expect((await tell({ status: 'cancelled' })).status).toBe(403);
    expect((await tell({ outcome: 'no_show', notes: 'Nobody in' })).body.data).toMatchObject({
      status: 'no_show',
      notes: 'Nobody in',
    });
    const { id: others } = (await (await scene()).book({})).body.data;
    expect((await ask('patch', `/${others}`, 'salesRep').send({ outcome: 'lost' })).status).toBe(
      404,
    );
  });
});
