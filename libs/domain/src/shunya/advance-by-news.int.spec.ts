import { createShunyaStage, type ShunyaStage } from '../testing/shunya-stage';
import { createAdvanceJob } from './advance-job';

const booked = {
  summary: { summary: 'Booked.' },
  qualification: {
    qualification_status: 'hot',
    booking_status: 'booked',
    appointment_date: '2026-12-01T10:00:00',
  },
};
const unbooked = {
  qualification: { qualification_status: 'warm', booking_status: 'not_booked' },
};

describe('a job at Shunya that webhooks tell of', () => {
  let shunya: ShunyaStage;

  beforeAll(async () => {
    shunya = await createShunyaStage(booked);
  });
  beforeEach(() => shunya.reset());
  afterAll(() => shunya.stop());

  it('takes the result that a webhook brings', async () => {
    const begun = await shunya.begin({ stage: 'analyzing' });
    await shunya.hear(begun, { stage: 'analyzing', result: unbooked });
    expect(await shunya.read(begun)).toMatchObject({
      job: { status: 'succeeded' },
      lead: { status: 'qualified_unbooked' },
      appointments: 0,
    });
    expect(shunya.server.requests).toEqual([]);
  });

  it('fetches the result that a webhook only announces', async () => {
    const begun = await shunya.begin();
    expect(await shunya.hear(begun, { stage: 'transcribing' })).toBe('moved');
    expect(await shunya.hear(begun, { stage: 'analyzing', result: {} })).toBe('over');
    expect(await shunya.read(begun)).toMatchObject({
      job: { status: 'succeeded' },
      lead: { status: 'qualified_booked' },
    });
    expect(
      shunya.server.count('GET /transcription/status') +
        shunya.server.count('GET /analysis/status'),
    ).toBe(0);
  });

  it('is the same whether poll or webhook wins, and whoever comes twice', async () => {
    const begun = await shunya.begin({ stage: 'analyzing' });
    const news = () => shunya.hear(begun, { stage: 'analyzing', result: booked });
    await Promise.allSettled([shunya.poll(begun), news(), news(), shunya.poll(begun)]);
    await news();
    const state = await shunya.read(begun);
    expect(state).toMatchObject({ job: { status: 'succeeded' }, appointments: 1 });
    expect(state.lead.leadStatusHistories).toHaveLength(1);
  });

  it('makes the first one win without the lock too', async () => {
    const begun = await shunya.begin({ stage: 'analyzing' });
    const unlocked = createAdvanceJob({
      ...shunya,
      shunya: shunya.server.client,
      locks: { withLock: (_key, _ttl, fn) => fn(new AbortController().signal) },
    });
    const poll = (await shunya.read(begun)).job.nextPollAt?.getTime() ?? 0;
    const all = Array.from({ length: 6 }, () =>
      unlocked(
        { companyId: shunya.company.id, id: begun.id },
        { poll },
        new AbortController().signal,
      ),
    );
    await Promise.all(all);
    const state = await shunya.read(begun);
    expect(state).toMatchObject({ job: { status: 'succeeded' }, appointments: 1 });
    expect(state.lead.leadStatusHistories).toHaveLength(1);
  });

  it('brings the analysis up to date when another result comes for a job that is done', async () => {
    const begun = await shunya.begin({ stage: 'analyzing' });
    await shunya.hear(begun, { stage: 'analyzing', result: booked });
    const first = await shunya.read(begun);
    await shunya.hear(begun, { stage: 'analyzing', result: { ...booked, created_at: 'later' } });
    expect((await shunya.read(begun)).analysis).toEqual(first.analysis);
    await shunya.hear(begun, { stage: 'analyzing', result: unbooked });
    const second = await shunya.read(begun);
    expect(second).toMatchObject({
      analysis: { id: first.analysis?.id, bookingStatus: 'not_booked', summary: null },
      lead: { status: 'qualified_unbooked' },
      appointments: 1,
    });
    expect(second.job.outputHash).not.toBe(first.job.outputHash);
  });

  it('fails at once when a webhook says so for good, and counts it otherwise', async () => {
    const [final, passing] = [await shunya.begin(), await shunya.begin()];
    const failure = (retryable: boolean | null) => ({
      stage: 'transcribing' as const,
      status: 'failed' as const,
      error: { code: 'TRANSCRIPTION_FAILED', message: 'audio too short', retryable },
    });
    await shunya.hear(final, failure(false));
    await shunya.hear(passing, failure(null));
    expect(await shunya.read(final)).toMatchObject({
      job: { status: 'failed', errorCode: 'TRANSCRIPTION_FAILED' },
      call: { transcriptionStatus: 'failed' },
    });
    expect(await shunya.read(passing)).toMatchObject({
      job: { status: 'running', failureCount: 1 },
    });
  });

  it('takes a late success of a job that was given up', async () => {
    const begun = await shunya.begin({
      stage: 'analyzing',
      status: 'timeout',
      completedAt: shunya.clock.now(),
      nextPollAt: null,
    });
    await shunya.hear(begun, { stage: 'analyzing', result: booked });
    expect(await shunya.read(begun)).toMatchObject({
      job: { status: 'succeeded' },
      lead: { status: 'qualified_booked' },
    });
  });

  it('ignores late news of a stage that is behind it, and of another run', async () => {
    const begun = await shunya.begin({ stage: 'analyzing', shunyaTaskId: 'run-2' });
    shunya.server.on('GET /analysis/status', { body: { success: true, status: 'processing' } });
    expect(await shunya.hear(begun, { stage: 'transcribing', status: 'failed' })).toBe('over');
    expect(
      await shunya.hear(begun, { stage: 'analyzing', status: 'failed', taskId: 'run-1' }),
    ).toBe('waiting');
    expect(await shunya.read(begun)).toMatchObject({ job: { status: 'running', failureCount: 0 } });
  });
});
