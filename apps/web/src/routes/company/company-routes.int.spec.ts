import request from 'supertest';
import {
  createTestDatabase,
  seedCompany,
  TEST_ENCRYPTION_KEY,
  type SeededCompany,
  type TestDatabase,
} from '@otto/testkit';
import { createSpecApp } from '../../testing/spec-app';

let test: TestDatabase;
let demo: SeededCompany;
let rival: SeededCompany;
let web: ReturnType<typeof createSpecApp>;

beforeAll(async () => {
  test = await createTestDatabase();
  demo = await seedCompany(test.database);
  rival = await seedCompany(test.database);
  web = createSpecApp({ database: test.database, encryptionKeys: TEST_ENCRYPTION_KEY });
});
afterAll(() => test.stop());

const ask = (method: 'get' | 'patch', role: keyof SeededCompany['users'] = 'manager') =>
  request(web.app)
    [method]('/api/v1/company')
    .set('Authorization', web.bearer(demo.users[role], { companyId: demo.id }));

const audited = () =>
  test.database.sql.query<{ user_id: string; changes: Record<string, unknown> }>(
    `select user_id, changes from audit_log where company_id = $1 and action = 'settings_changed'
     order by created_at`,
    [demo.id],
  );

describe('the company', () => {
  it('is read with the defaults of what has never been said, by the office too', async () => {
    const { body } = await ask('get', 'csr');
    expect(body.data).toMatchObject({
      id: demo.id,
      onboarding_step: 'company_basics',
      max_seats: 5,
      default_shift_start: '07:00',
      geofence_radius_meters: 75,
      goals: null,
      missed_calls: {
        response_time_hours: 2,
        business_days: [1, 2, 3, 4, 5],
        recovered_by: 'reply',
      },
    });
    expect(body.data).not.toHaveProperty('active');
  });

  it('takes the settings that are named, keeps the others and says what changed', async () => {
    const patch = {
      phone: '(602) 555-0142',
      goals: { primary_goals: ['Book more'], target_metrics: { booking_rate: 0.6 } },
      missed_calls: { business_days: [6, 1, 1], max_retries: 2 },
    };
    const { status, body } = await ask('patch').send(patch);
    expect([status, body.data]).toMatchObject([
      200,
      {
        phone: '+16025550142',
        goals: patch.goals,
        default_shift_start: '07:00',
        missed_calls: { business_days: [1, 6], max_retries: 2, response_time_hours: 2 },
      },
    ]);
    expect(await audited()).toEqual([
      {
        user_id: demo.users.manager,
        changes: {
          phone: { from: null, to: '+16025550142' },
          goals: {
            from: null,
            to: { primaryGoals: ['Book more'], targetMetrics: { bookingRate: 0.6 } },
          },
          'missedCalls.maxRetries': { from: 3, to: 2 },
          'missedCalls.businessDays': { from: [1, 2, 3, 4, 5], to: [1, 6] },
        },
      },
    ]);
  });

  it('changes nothing, and notes nothing, when it is told what is so already', async () => {
    const before = (await ask('get')).body.data;
    const { name, goals, quiet_hours_start } = before;
    const { body } = await ask('patch').send({ name, goals, quiet_hours_start });
    expect([body.data, (await audited()).length]).toEqual([before, 1]);
  });

  it.each<[string, object, number]>([
    ['a field that is no setting', { subscription_status: 'active' }, 400],
    ['a zone that there is not', { timezone: 'America/Nowhere' }, 400],
    ['an offset for a zone', { timezone: '+05:00' }, 400],
    ['a time of day that no clock shows', { quiet_hours_start: '24:00' }, 400],
    ['a fence that ends within where it begins', { geofence_radius_stop_m: 10 }, 400],
    ['a handover before the time to respond', { missed_calls: { response_time_hours: 99 } }, 400],
    ['hours that end before they begin', { missed_calls: { business_hours_end: '08:00' } }, 400],
  ])('refuses %s', async (_name, patch, status) => {
    const before = (await ask('get')).body.data;
    const answer = await ask('patch').send(patch);
    expect([answer.status, (await ask('get')).body.data]).toEqual([status, before]);
  });

  it('answers 409 to the name of another company', async () => {
    const answer = await ask('patch').send({ name: rival.name });
    expect([answer.status, answer.body.error_code]).toEqual([409, 'ALREADY_EXISTS']);
  });
});
