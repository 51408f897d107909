import { seedCompany, type SeededCompany } from '@otto/testkit';
import { insertCall } from '../testing/insert-call';
import { createStage, type Stage } from '../testing/stage';
import { createAppointment } from './create-appointment';

describe('booking by hand', () => {
  let stage: Stage;
  let company: SeededCompany;

  beforeAll(async () => {
    stage = await createStage();
    company = await seedCompany(stage.database);
  });
  afterAll(() => stage.stop());

  const inTenant = <T>(fn: Parameters<typeof stage.database.withTenant<T>>[1]) =>
    stage.database.withTenant(company.id, fn);

  it.each([
    [['automated', 'manual'], 'human'],
    [['manual', 'automated'], 'otto'],
    [[], 'human'],
  ])('wins back a missed caller who got %j texts, as the work of %s', async (texts, rescuedBy) => {
    const missedAt = new Date('2026-11-24T14:00:00Z');
    const call = await insertCall(stage.database, company, { status: 'missed', missed: true });
    const { id: callId, contactCardId, leadId, phone: customerPhone } = call;
    const { id } = await inTenant(async ({ db }) => {
      await db.message.createMany({
        data: texts.map((type, index) => ({
          companyId: company.id,
          contactCardId,
          type,
          direction: 'outbound',
          senderRole: 'otto',
          sender: company.trackingNumber,
          body: 'Hello',
          provider: 'twilio',
          status: 'sent',
          createdAt: new Date(missedAt.getTime() + (index + 1) * 60_000),
        })),
      });
      return db.missedCallEntry.create({
        data: {
          companyId: company.id,
          callId,
          contactCardId,
          leadId,
          customerPhone,
          customerType: 'new',
          priorityRank: 1,
          status: 'ai_rescued_pending',
          missedAt,
          lastMissedAt: missedAt,
          slaDeadline: new Date('2026-11-24T16:00:00Z'),
          escalationDeadline: new Date('2026-11-26T14:00:00Z'),
        },
      });
    });
    const now = stage.clock.now();
    const viewer = { id: company.users.csr, role: 'csr' } as const;
    const scheduledStart = new Date('2026-11-25T15:00:00Z');
    const wish = { leadId, scheduledStart, status: 'scheduled' } as const;
    await inTenant((tx) => createAppointment(tx, viewer, wish, { now, publish: stage.publish }));
    const entry = await inTenant(({ db }) => db.missedCallEntry.findUnique({ where: { id } }));
    expect(entry).toMatchObject({ status: 'recovered', bookedAt: now, rescuedBy });
    const told = stage.told.filter(({ envelope }) => envelope.data['entry_id'] === id);
    expect(told.map(({ envelope }) => envelope.event)).toEqual(['missed_call.recovered']);
  });
});
