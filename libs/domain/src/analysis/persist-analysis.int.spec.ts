import { seedCompany, type SeededCompany } from '@otto/testkit';
import { insertCall, type InsertedCall } from '../testing/insert-call';
import { createStage, type Stage } from '../testing/stage';
import { normaliseAnalysis } from './normalise-analysis';
import { persistAnalysis } from './persist-analysis';

const label = (qualification_status: string, booking_status: string, more: object = {}) => ({
  qualification: { qualification_status, booking_status, ...more },
});
const booked = label('hot', 'booked', {
  appointment_date: '2026-12-01T10:00:00',
  appointment_type: 'in_person',
  service_requested: 'Roof repair',
});

describe('persisting an analysis', () => {
  let stage: Stage;
  let company: SeededCompany;

  beforeAll(async () => {
    stage = await createStage();
    company = await seedCompany(stage.database, { timezone: 'America/Denver' });
  });
  afterAll(() => stage.stop());

  const persist = (call: InsertedCall, payload: unknown) =>
    stage.database.withTenant(company.id, async (tx) => {
      const row = await tx.db.call.findUniqueOrThrow({ where: { id: call.id } });
      await persistAnalysis(tx, {
        call: row,
        analysis: normaliseAnalysis(payload),
        shunyaJobId: '00000000-0000-4000-8000-000000000000',
        at: stage.clock.now(),
        publish: stage.publish,
      });
    });
  const read = (call: InsertedCall) =>
    stage.database.withTenant(company.id, async ({ db }) => ({
      analysis: await db.analysis.findFirstOrThrow({
        where: { callId: call.id },
        include: { objections: true },
      }),
      lead: await db.lead.findUniqueOrThrow({
        where: { id: call.leadId },
        include: { leadStatusHistories: { orderBy: { createdAt: 'asc' } } },
      }),
      contact: await db.contactCard.findUniqueOrThrow({
        where: { id: call.contactCardId },
        include: { eventLogs: true },
      }),
      appointments: await db.appointment.findMany({ where: { leadId: call.leadId } }),
      tasks: await db.task.findMany({
        where: { contactCardId: call.contactCardId },
        orderBy: { description: 'asc' },
      }),
      signals: await db.keySignal.findMany({ where: { contactCardId: call.contactCardId } }),
    }));
  const setLead = (call: InsertedCall, status: string, triggeredBy: string | null) =>
    stage.database.withTenant(company.id, async ({ db }) => {
      await db.lead.update({ where: { id: call.leadId }, data: { status } });
      if (triggeredBy === null) return;
      await db.leadStatusHistory.create({
        data: {
          companyId: company.id,
          leadId: call.leadId,
          toStatus: status,
          triggeredBy,
          createdAt: stage.clock.now(),
        },
      });
    });

  it('books the appointment on the clocks of the tenant', async () => {
    const call = await insertCall(stage.database, company, { ownerId: company.users.csr });
    await persist(call, { ...booked, entities: { address: '12 Elm St, Denver' } });
    const state = await read(call);
    expect(state.appointments).toMatchObject([
      {
        scheduledStart: new Date('2026-12-01T17:00:00Z'),
        scheduledEnd: new Date('2026-12-01T18:00:00Z'),
        status: 'scheduled',
        outcome: 'pending',
        appointmentType: 'in-person',
        serviceType: 'Roof repair',
        address: '12 Elm St, Denver',
        sourceCallId: call.id,
        bookedByCsrId: company.users.csr,
      },
    ]);
    expect(state.contact.address).toBe('12 Elm St, Denver');
    expect(state.contact.eventLogs.map((event) => event.eventType)).toEqual([
      'appointment_created',
    ]);
    expect(state.lead).toMatchObject({
      status: 'qualified_booked',
      lastQualifiedAt: stage.clock.now(),
      leadStatusHistories: [
        { fromStatus: 'new', toStatus: 'qualified_booked', triggeredBy: 'shunya' },
      ],
    });
  });

  it('changes nothing the second time', async () => {
    const call = await insertCall(stage.database, company);
    const payload = {
      ...booked,
      objections: ['Timing', 'Competitor', 'Price/Budget'],
      summary: {
        pending_actions: [
          { type: 'call_back', description: 'Call back' },
          { type: 'site_visit', description: 'Look' },
        ],
      },
    };
    await persist(call, payload);
    const first = await read(call);
    const told = () =>
      stage.told
        .filter(({ envelope }) => envelope.data['contact_card_id'] === call.contactCardId)
        .map(({ envelope }) => envelope.event);
    expect(told().sort()).toEqual([
      'appointment.created',
      'call.analysis.completed',
      'lead.updated',
      'task.created',
      'task.created',
    ]);
    await persist(call, payload);
    const second = await read(call);
    expect(told().slice(5)).toEqual(['call.analysis.completed']);
    const ids = ({ objections, ...analysis }: typeof first.analysis) => ({
      ...analysis,
      objections: objections.map(({ id: _id, ...rest }) => rest),
    });
    const lasting = (state: typeof first) => ({
      ...state,
      analysis: ids(state.analysis),
      lead: { ...state.lead, updatedAt: null },
    });
    expect(lasting(second)).toEqual(lasting(first));
    expect(
      second.tasks.map(({ assignedTo, source, status }) => [assignedTo, source, status]),
    ).toEqual([
      ['csr', 'shunya', 'open'],
      ['rep', 'shunya', 'open'],
    ]);
    expect(second.analysis.objections).toHaveLength(3);
  });

  it('asks the office for the time of a booking without one, once', async () => {
    const call = await insertCall(stage.database, company);
    for (const date of [undefined, 'Thursday afternoon'])
      await persist(call, label('hot', 'booked', { appointment_date: date }));
    const { appointments, tasks, lead } = await read(call);
    expect(appointments).toEqual([]);
    expect(tasks).toMatchObject([
      { actionType: 'confirm_appointment', assignedTo: 'csr', source: 'otto' },
    ]);
    expect(lead.status).toBe('qualified_booked');
  });

  it('leaves the appointment that the lead has ahead of it', async () => {
    const call = await insertCall(stage.database, company);
    await persist(call, booked);
    const second = await insertCall(stage.database, company, { phone: call.phone });
    await persist(second, label('hot', 'booked', { appointment_date: '2026-12-09T10:00' }));
    expect((await read(call)).appointments).toHaveLength(1);
  });

  it('makes no second appointment of a call whose own was cancelled', async () => {
    const call = await insertCall(stage.database, company);
    await persist(call, booked);
    await stage.database.withTenant(company.id, ({ db }) =>
      db.appointment.updateMany({ where: { leadId: call.leadId }, data: { status: 'cancelled' } }),
    );
    await persist(call, booked);
    expect((await read(call)).appointments).toMatchObject([{ status: 'cancelled' }]);
  });

  it.each([
    ['closed_lost', 'user_1', 'closed_lost'],
    ['closed_won', null, 'closed_won'],
    ['closed_lost', 'shunya', 'qualified_unbooked'],
    ['nurturing', 'user_1', 'qualified_unbooked'],
  ])('a lead that is %s by %s ends up %s', async (status, by, expected) => {
    const call = await insertCall(stage.database, company);
    await setLead(call, status, by);
    stage.clock.advance(1_000);
    await persist(call, label('warm', 'not_booked'));
    expect((await read(call)).lead.status).toBe(expected);
  });

  it('does not revive a lead that has a successor', async () => {
    const call = await insertCall(stage.database, company);
    await setLead(call, 'closed_lost', 'shunya');
    await insertCall(stage.database, company, { phone: call.phone });
    await persist(call, label('warm', 'not_booked'));
    expect((await read(call)).lead.status).toBe('closed_lost');
  });

  it('closes the lead of an unqualified caller', async () => {
    const call = await insertCall(stage.database, company);
    await persist(call, label('unqualified', 'not_booked'));
    expect((await read(call)).lead).toMatchObject({
      status: 'closed_lost',
      closedAt: stage.clock.now(),
    });
  });

  it('moves nothing and makes nothing where the analysis says nothing', async () => {
    const call = await insertCall(stage.database, company);
    await persist(call, { summary: 3, qualification: { qualification_status: 'lukewarm' } });
    const state = await read(call);
    expect(state.lead).toMatchObject({
      status: 'new',
      lastQualifiedAt: null,
      leadStatusHistories: [],
    });
    expect([state.tasks, state.signals, state.appointments]).toEqual([[], [], []]);
    expect(state.analysis).toMatchObject({
      qualificationStatus: null,
      bookingStatus: null,
      callOutcomeCategory: null,
      summary: null,
      bant: null,
    });
  });

  it('raises a signal again once it was acknowledged, and a task only once it was cancelled', async () => {
    const call = await insertCall(stage.database, company);
    const payload = {
      qualification: { urgency_signals: ['rain'] },
      pending_actions: [{ type: 'call_back', description: 'Call' }],
    };
    await persist(call, payload);
    await persist(call, payload);
    await stage.database.withTenant(company.id, async ({ db }) => {
      await db.keySignal.updateMany({
        where: { contactCardId: call.contactCardId },
        data: { acknowledged: true },
      });
      await db.task.updateMany({
        where: { contactCardId: call.contactCardId },
        data: { status: 'completed' },
      });
    });
    await persist(call, payload);
    const state = await read(call);
    expect(state.signals).toHaveLength(2);
    expect(state.tasks).toHaveLength(1);
  });

  it('stores whatever characters came', async () => {
    const call = await insertCall(stage.database, company);
    await persist(call, { summary: { summary: 'a\u0000b\ud800' }, 'k\u0000': ['\udc00'] });
    expect((await read(call)).analysis).toMatchObject({
      summary: 'ab\ufffd',
      rawPayload: { k: ['\ufffd'] },
    });
  });
});
