import { createRoad, type Road } from './create-road';

describe('the road from a call to its insight', () => {
  let road: Road;

  beforeAll(async () => {
    road = await createRoad();
  });
  afterAll(() => road.close());

  const read = (providerCallId: string) =>
    road.database.withTenant(road.companyId, async ({ db }) => {
      const call = await db.call.findFirst({
        where: { providerCallId },
        include: { transcript: true, lead: true, analysis: { include: { objections: true } } },
      });
      if (!call) return null;
      return {
        call,
        shunyaJobs: await db.shunyaJob.findMany({ where: { callId: call.id } }),
        appointments: await db.appointment.findMany({ where: { leadId: call.leadId ?? '' } }),
      };
    });

  async function analysed(providerCallId: string) {
    for (;;) {
      const next = road.nextJob();
      const state = await read(providerCallId);
      if (state?.call.analysisStatus === 'completed') return state;
      await next;
    }
  }

  it.each([
    ['booked', 'qualified_booked', 1],
    ['unbooked', 'qualified_unbooked', 0],
    ['service-not-offered', 'qualified_service_not_offered', 0],
    ['unqualified', 'closed_lost', 0],
  ])('leads a call that is %s to %s', async (scenario, status, appointments) => {
    const [simulated] = road.sandbox.simulateCall({ scenario });
    const state = await analysed(simulated?.callId ?? '');
    expect(state.call).toMatchObject({
      status: 'completed',
      transcriptionStatus: 'completed',
      lead: { status },
    });
    expect(state.call.transcript?.text).toEqual(expect.any(String));
    expect(state.call.analysis?.summary).toEqual(expect.any(String));
    expect(state.call.recordingStoredKey).toBe(`${road.companyId}/calls/${state.call.id}.mp3`);
    expect(state.appointments).toHaveLength(appointments);
    expect(state.shunyaJobs).toMatchObject([{ status: 'succeeded', failureCount: 0 }]);
  });

  it('makes one call of many webhooks, with the end before the start', async () => {
    const [simulated] = road.sandbox.simulateCall({
      scenario: 'unbooked',
      duplicates: 5,
      order: 'post-call-first',
    });
    const state = await analysed(simulated?.callId ?? '');
    expect(state.shunyaJobs).toHaveLength(1);
    expect(state.call.analysis?.objections.length).toBeGreaterThan(0);
  });

  it('gets there by polls alone, and from webhooks that bring no result', async () => {
    road.sandbox.shunya.change({ webhooks: false });
    const [polled] = road.sandbox.simulateCall({ scenario: 'booked' });
    expect((await analysed(polled?.callId ?? '')).appointments).toHaveLength(1);
    road.sandbox.shunya.change({ webhooks: true, webhookContent: 'status-only' });
    const [told] = road.sandbox.simulateCall({ scenario: 'booked' });
    expect((await analysed(told?.callId ?? '')).appointments).toHaveLength(1);
    road.sandbox.shunya.change({ webhookContent: 'full' });
  });

  it.each(['unknown-words', 'missing-fields', 'unknown-fields'] as const)(
    'stores a result with %s',
    async (resultShape) => {
      road.sandbox.shunya.change({ resultShape });
      const [simulated] = road.sandbox.simulateCall({ scenario: 'unbooked' });
      const { call } = await analysed(simulated?.callId ?? '');
      const isUnknown = resultShape === 'unknown-words';
      expect(call.lead?.status).toBe(isUnknown ? 'new' : 'qualified_unbooked');
      expect(call.analysis?.bookingStatus).toBe(isUnknown ? null : 'not_booked');
      road.sandbox.shunya.change({ resultShape: 'complete' });
    },
  );

  it('analyses twenty calls at once', async () => {
    const calls = road.sandbox.simulateCall({ scenario: 'booked', count: 20 });
    const states = await Promise.all(calls.map(({ callId }) => analysed(callId)));
    expect(
      states.map(({ appointments, shunyaJobs }) => appointments.length + shunyaJobs.length),
    ).toEqual(states.map(() => 2));
  });
});
