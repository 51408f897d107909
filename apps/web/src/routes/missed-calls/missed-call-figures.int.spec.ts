import request from 'supertest';
import {
  createTestDatabase,
  seedCompany,
  TEST_ENCRYPTION_KEY,
  type SeededCompany,
  type TestDatabase,
} from '@otto/testkit';
import { seedConversation } from '../../testing/seed-conversation';
import { seedRecovery, type RecoverySeed } from '../../testing/seed-recovery';
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
});
afterAll(() => test.stop());

type Role = keyof SeededCompany['users'];
const ask = (method: 'get' | 'post', path: string, role: Role = 'csr') =>
  request(web.app)
    [method](`/api/v1${path}`)
    .set('Authorization', web.bearer(demo.users[role], { companyId: demo.id }));
const seed = (part: Partial<RecoverySeed> = {}) =>
  seedRecovery(test.database, { companyId: demo.id, ...part });
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
