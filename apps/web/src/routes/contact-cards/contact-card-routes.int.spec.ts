import { randomUUID } from 'node:crypto';
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
import { watchQueries } from '../../testing/watch-queries';

let test: TestDatabase;
let demo: SeededCompany;
let rival: SeededCompany;
let web: ReturnType<typeof createSpecApp>;
let seeded: Awaited<ReturnType<typeof seedConversation>>;
let assigned: typeof seeded;
const phone = uniquePhone();

beforeAll(async () => {
  test = await createTestDatabase();
  demo = await seedCompany(test.database);
  rival = await seedCompany(test.database);
  web = createSpecApp({ database: test.database, encryptionKeys: TEST_ENCRYPTION_KEY });
  seeded = await seedConversation(test.database, {
    companyId: demo.id,
    phone,
    firstName: 'Pat',
    lastName: 'Doe',
  });
  assigned = await seedConversation(test.database, {
    companyId: demo.id,
    phone: uniquePhone(),
    repId: demo.users.salesRep,
  });
});
afterAll(() => test.stop());

const get = (path: string, company = demo, role: keyof SeededCompany['users'] = 'manager') =>
  request(web.app)
    .get(`/api/v1/contact-cards/${path}`)
    .set('Authorization', web.bearer(company.users[role], { companyId: company.id }));

describe('a contact card', () => {
  it('holds everything that is known of the customer, in its sections', async () => {
    const answer = await get(seeded.contactId);
    expect(answer.status).toBe(200);
    expect(answer.body.data).toMatchObject({
      id: seeded.contactId,
      primary_phone: phone,
      full_name: 'Pat Doe',
      top_section: {
        lead_status: 'qualified_booked',
        lead_source: 'inbound_call',
        lead_age_days: 0,
        deal_size: 12_345.5,
        lead_status_history: [
          { from_status: 'new', to_status: 'qualified_booked', triggered_by: 'shunya' },
        ],
        tasks: [{ description: 'Send the estimate', status: 'open' }],
        overdue_count: 1,
        key_signals: [{ title: 'Urgent', severity: 'high' }],
      },
      middle_section: {
        active_appointment: { id: seeded.appointmentId, status: 'scheduled' },
        sop_compliance: [
          { checklist_item: 'greeting', status: 'completed' },
          { checklist_item: 'next_steps_given', status: 'missed' },
        ],
        appointment_tasks: [{ description: 'Send the estimate' }],
        property_intelligence: null,
        escalation_warnings: ['1 task is overdue', 'There is no property snapshot for the visit'],
        transcript_intelligence: { call_id: seeded.callId, booking_status: 'booked' },
      },
      bottom_section: {
        narrative_summary: 'Leak over the porch; visit agreed.',
        booking_chips: [],
        call_recordings: [{ call_id: seeded.callId }],
      },
      global_blocks: {
        all_calls: [{ call_id: seeded.callId, booked: true }],
        pending_actions: [{ status: 'open' }],
      },
      leads: [{ id: seeded.leadId }],
      appointments: [{ id: seeded.appointmentId }],
      timeline: [{ event_type: 'call_completed' }],
      recent_call_ids: [seeded.callId],
    });
  });

  it.each<[string, (e164: string) => string]>([
    ['in E.164', (e164) => encodeURIComponent(e164)],
    ['with a plus that was not encoded', (e164) => e164],
    ['with ten digits', (e164) => e164.slice(2)],
  ])('is found by a phone number %s', async (_name, written) => {
    const answer = await get(`by-phone?phone_number=${written(phone)}`);
    expect(answer.status).toBe(200);
    expect(answer.body.data.id).toBe(seeded.contactId);
  });

  it('is found by a secondary number', async () => {
    const second = uniquePhone();
    await test.database.sql.query('update contact_cards set secondary_phones = $2 where id = $1', [
      seeded.contactId,
      [second],
    ]);
    expect((await get(`by-phone?phone_number=${encodeURIComponent(second)}`)).body.data.id).toBe(
      seeded.contactId,
    );
  });

  it('answers 400 to what is no phone number', async () => {
    expect((await get('by-phone?phone_number=hello')).status).toBe(400);
    expect((await get('by-phone')).status).toBe(400);
  });

  it('is open to a csr, without the calls of others, and to a rep where a lead is theirs', async () => {
    const csr = await get(seeded.contactId, demo, 'csr');
    expect(csr.body.data).toMatchObject({
      recent_call_ids: [],
      bottom_section: { narrative_summary: null },
    });
    expect((await get(assigned.contactId, demo, 'salesRep')).status).toBe(200);
    expect((await get(seeded.contactId, demo, 'salesRep')).status).toBe(404);
  });

  it('of another company is 404 like one that does not exist', async () => {
    const paths = [
      seeded.contactId,
      randomUUID(),
      'nonsense',
      `by-phone?phone_number=${phone.slice(2)}`,
    ];
    const answers = await Promise.all(paths.map((path) => get(path, rival)));
    expect(answers.map(({ status, body }) => [status, body.detail])).toEqual(
      paths.map(() => [404, 'There is no such record.']),
    );
  });

  it('takes at most twelve queries', async () => {
    const texts = watchQueries(test.database);
    await get(seeded.contactId);
    const own = texts.filter((text) => /^\s*select\b/i.test(text) && !text.includes('set_config'));
    expect(own.length).toBeGreaterThan(5);
    expect(own.length).toBeLessThanOrEqual(12);
  });
});
