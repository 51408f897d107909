import type { ShunyaEvent } from '@otto/integrations';
import { seedCompany, type SeededCompany } from '@otto/testkit';
import { insertCall, type InsertedCall } from '../testing/insert-call';
import { createShunyaServer, type ShunyaServer } from '../testing/shunya-server';
import { createStage, type Stage } from '../testing/stage';
import { createAdvanceJob, type AdvanceJob, type Trigger } from './advance-job';
import { newsOf } from './job-news';

const booked = {
  summary: { summary: 'Booked.' },
  qualification: {
    qualification_status: 'hot',
    booking_status: 'booked',
    appointment_date: '2026-12-01T10:00:00',
  },
};
const unbooked = { qualification: { qualification_status: 'warm', booking_status: 'not_booked' } };

describe('a job at Shunya', () => {
  let stage: Stage;
  let company: SeededCompany;
  let server: ShunyaServer;
  let advance: AdvanceJob;

  beforeAll(async () => {
    stage = await createStage();
    company = await seedCompany(stage.database);
  });
  beforeEach(async () => {
    server = await createShunyaServer();
    server.succeedWith(booked);
    advance = createAdvanceJob({ ...stage, shunya: server.client });
  });
  afterEach(() => server.close());
  afterAll(() => stage.stop());

  interface Begun {
    readonly call: InsertedCall;
    readonly id: string;
  }

  async function begin(part: Record<string, unknown> = {}): Promise<Begun> {
    const call = await insertCall(stage.database, company, { transcriptionStatus: 'in_progress' });
    const job = await stage.database.withTenant(company.id, ({ db }) =>
      db.shunyaJob.create({
        data: {
          companyId: company.id,
          callId: call.id,
          jobType: 'csr_call',
          stage: 'transcribing',
          status: 'running',
          startedAt: stage.clock.now(),
          nextPollAt: stage.clock.now(),
          shunyaTaskId: `call_${call.seq}_transcription`,
          ...part,
        },
      }),
    );
    return { call, id: job.id };
  }

  const read = ({ id, call }: Begun) =>
    stage.database.withTenant(company.id, async ({ db }) => ({
      job: await db.shunyaJob.findUniqueOrThrow({ where: { id } }),
      call: await db.call.findUniqueOrThrow({
        where: { id: call.id },
        include: { transcript: true },
      }),
      analysis: await db.analysis.findFirst({ where: { callId: call.id } }),
      lead: await db.lead.findUniqueOrThrow({
        where: { id: call.leadId },
        include: { leadStatusHistories: true },
      }),
      appointments: await db.appointment.count({ where: { leadId: call.leadId } }),
    }));
  const move = ({ id }: Begun, trigger: Trigger) =>
    advance({ companyId: company.id, id }, trigger, new AbortController().signal);
  const poll = async (begun: Begun) => {
    const { nextPollAt } = (await read(begun)).job;
    return move(begun, { poll: nextPollAt?.getTime() ?? 0 });
  };
  const hear = (begun: Begun, event: Partial<ShunyaEvent>) =>
    move(begun, {
      newsFor: (row) =>
        newsOf(
          {
            taskId: null,
            seq: null,
            companyId: null,
            status: 'succeeded',
            stage: null,
            result: null,
            error: null,
            ...event,
          },
          row,
        ),
    });
  const waitMs = async (begun: Begun) =>
    ((await read(begun)).job.nextPollAt?.getTime() ?? 0) - stage.clock.now().getTime();

  it('is taken to its end by two polls', async () => {
    const begun = await begin();
    expect(await poll(begun)).toBe('moved');
    expect(await read(begun)).toMatchObject({
      job: { stage: 'analyzing', status: 'running', pollCount: 0 },
      call: {
        transcriptionStatus: 'completed',
        analysisStatus: 'in_progress',
        transcript: { text: 'Hello.', confidence: 0.9 },
      },
      analysis: null,
    });
    expect(server.count('GET /analysis/complete')).toBe(0);
    expect(await poll(begun)).toBe('over');
    expect(await read(begun)).toMatchObject({
      job: { status: 'succeeded', nextPollAt: null, outputHash: expect.any(String) as string },
      call: { analysisStatus: 'completed' },
      analysis: { bookingStatus: 'booked', callOutcomeCategory: 'qualified_and_booked' },
      lead: { status: 'qualified_booked' },
      appointments: 1,
    });
  });

  it('asks more and more rarely while Shunya is at it', async () => {
    const begun = await begin();
    server.on('GET /transcription/status', { body: { success: true, status: 'processing' } });
    const waits = [];
    for (let count = 0; count < 6; count += 1) {
      expect(await poll(begun)).toBe('waiting');
      waits.push(await waitMs(begun));
    }
    expect(waits.map((ms) => Math.round(ms / 1_000))).toEqual([5, 10, 30, 60, 300, 300]);
    expect(await read(begun)).toMatchObject({ job: { pollCount: 6, failureCount: 0 } });
    expect(server.count('GET /transcription/transcript')).toBe(0);
  });

  it('does nothing on a poll that a later one has replaced', async () => {
    const begun = await begin();
    const { nextPollAt } = (await read(begun)).job;
    expect(await move(begun, { poll: (nextPollAt?.getTime() ?? 0) - 1 })).toBe('over');
    expect(server.requests).toEqual([]);
  });

  it('takes "unknown" for "not yet" during ten minutes', async () => {
    const young = await begin();
    server.on('GET /transcription/status', { status: 404 });
    expect(await poll(young)).toBe('waiting');
    expect(await read(young)).toMatchObject({ job: { failureCount: 0, pollCount: 1 } });
    const old = await begin({ startedAt: new Date(stage.clock.now().getTime() - 11 * 60_000) });
    expect(await poll(old)).toBe('waiting');
    expect(await read(old)).toMatchObject({ job: { failureCount: 1, errorCode: 'NOT_FOUND' } });
  });

  it('fails at the fifth failure in a row', async () => {
    const begun = await begin();
    server.on('GET /transcription/status', { status: 500 });
    for (let count = 1; count <= 4; count += 1) expect(await poll(begun)).toBe('waiting');
    expect(await poll(begun)).toBe('over');
    expect(await read(begun)).toMatchObject({
      job: { status: 'failed', failureCount: 5, nextPollAt: null },
      call: { transcriptionStatus: 'failed' },
    });
  });

  it('forgets failures when Shunya is well again, and does not count being told to slow down', async () => {
    const begun = await begin({ failureCount: 4 });
    server.on('GET /transcription/status', {
      status: 429,
      body: {
        success: false,
        error: {
          error_code: 'RATE_LIMIT_EXCEEDED',
          message: 'slow',
          retryable: true,
          details: { retry_after: 90 },
        },
      },
    });
    expect(await poll(begun)).toBe('waiting');
    expect(await waitMs(begun)).toBe(90_000);
    expect(await read(begun)).toMatchObject({ job: { status: 'running', failureCount: 0 } });
  });

  it('fails at once when Shunya refuses for good', async () => {
    const begun = await begin();
    server.on('GET /transcription/status', {
      body: { success: false, error: { error_code: 'FORBIDDEN', message: 'no', retryable: false } },
    });
    expect(await poll(begun)).toBe('over');
    expect(await read(begun)).toMatchObject({ job: { status: 'failed', errorCode: 'FORBIDDEN' } });
  });

  it('times out after a day', async () => {
    const begun = await begin({
      startedAt: new Date(stage.clock.now().getTime() - 25 * 3_600_000),
    });
    expect(await poll(begun)).toBe('over');
    expect(await read(begun)).toMatchObject({
      job: { status: 'timeout' },
      call: { transcriptionStatus: 'failed' },
    });
    expect(server.requests).toEqual([]);
  });

  it('never starts the analysis before the transcript is stored', async () => {
    const begun = await begin();
    server.on('GET /transcription/transcript', { status: 503 });
    expect(await poll(begun)).toBe('waiting');
    expect(server.count('POST /analysis/start')).toBe(0);
    expect(await read(begun)).toMatchObject({ job: { stage: 'transcribing', failureCount: 1 } });
  });

  it('waits for an analysis that is announced but not there', async () => {
    const begun = await begin({ stage: 'analyzing' });
    server.on('GET /analysis/complete', {
      body: {
        success: false,
        error: { error_code: 'ANALYSIS_NOT_AVAILABLE', message: 'x', retryable: false },
      },
    });
    expect(await poll(begun)).toBe('waiting');
    expect(await read(begun)).toMatchObject({
      job: { status: 'running', pollCount: 1 },
      analysis: null,
    });
  });

  it('takes the result that a webhook brings', async () => {
    const begun = await begin({ stage: 'analyzing' });
    await hear(begun, { stage: 'analyzing', result: unbooked });
    expect(await read(begun)).toMatchObject({
      job: { status: 'succeeded' },
      lead: { status: 'qualified_unbooked' },
      appointments: 0,
    });
    expect(server.requests).toEqual([]);
  });

  it('fetches the result that a webhook only announces', async () => {
    const begun = await begin();
    expect(await hear(begun, { stage: 'transcribing' })).toBe('moved');
    expect(await hear(begun, { stage: 'analyzing', result: {} })).toBe('over');
    expect(await read(begun)).toMatchObject({
      job: { status: 'succeeded' },
      lead: { status: 'qualified_booked' },
    });
    expect(server.count('GET /transcription/status') + server.count('GET /analysis/status')).toBe(
      0,
    );
  });

  it('is the same whether poll or webhook wins, and whoever comes twice', async () => {
    const begun = await begin({ stage: 'analyzing' });
    const news = () => hear(begun, { stage: 'analyzing', result: booked });
    await Promise.allSettled([poll(begun), news(), news(), poll(begun)]);
    await news();
    const state = await read(begun);
    expect(state).toMatchObject({ job: { status: 'succeeded' }, appointments: 1 });
    expect(state.lead.leadStatusHistories).toHaveLength(1);
  });

  it('makes the first one win without the lock too', async () => {
    const begun = await begin({ stage: 'analyzing' });
    const unlocked = createAdvanceJob({
      ...stage,
      shunya: server.client,
      locks: { withLock: (_key, _ttl, fn) => fn(new AbortController().signal) },
    });
    const poll = (await read(begun)).job.nextPollAt?.getTime() ?? 0;
    const all = Array.from({ length: 6 }, () =>
      unlocked({ companyId: company.id, id: begun.id }, { poll }, new AbortController().signal),
    );
    await Promise.all(all);
    const state = await read(begun);
    expect(state).toMatchObject({ job: { status: 'succeeded' }, appointments: 1 });
    expect(state.lead.leadStatusHistories).toHaveLength(1);
  });

  it('brings the analysis up to date when another result comes for a job that is done', async () => {
    const begun = await begin({ stage: 'analyzing' });
    await hear(begun, { stage: 'analyzing', result: booked });
    const first = await read(begun);
    await hear(begun, { stage: 'analyzing', result: { ...booked, created_at: 'later' } });
    expect((await read(begun)).analysis).toEqual(first.analysis);
    await hear(begun, { stage: 'analyzing', result: unbooked });
    const second = await read(begun);
    expect(second).toMatchObject({
      analysis: { id: first.analysis?.id, bookingStatus: 'not_booked', summary: null },
      lead: { status: 'qualified_unbooked' },
      appointments: 1,
    });
    expect(second.job.outputHash).not.toBe(first.job.outputHash);
  });

  it('fails at once when a webhook says so for good, and counts it otherwise', async () => {
    const [final, passing] = [await begin(), await begin()];
    const failure = (retryable: boolean | null) => ({
      stage: 'transcribing' as const,
      status: 'failed' as const,
      error: { code: 'TRANSCRIPTION_FAILED', message: 'audio too short', retryable },
    });
    await hear(final, failure(false));
    await hear(passing, failure(null));
    expect(await read(final)).toMatchObject({
      job: { status: 'failed', errorCode: 'TRANSCRIPTION_FAILED' },
      call: { transcriptionStatus: 'failed' },
    });
    expect(await read(passing)).toMatchObject({ job: { status: 'running', failureCount: 1 } });
  });

  it('takes a late success of a job that was given up', async () => {
    const begun = await begin({
      stage: 'analyzing',
      status: 'timeout',
      completedAt: stage.clock.now(),
      nextPollAt: null,
    });
    await hear(begun, { stage: 'analyzing', result: booked });
    expect(await read(begun)).toMatchObject({
      job: { status: 'succeeded' },
      lead: { status: 'qualified_booked' },
    });
  });

  it('ignores late news of a stage that is behind it, and of another run', async () => {
    const begun = await begin({ stage: 'analyzing', shunyaTaskId: 'run-2' });
    server.on('GET /analysis/status', { body: { success: true, status: 'processing' } });
    expect(await hear(begun, { stage: 'transcribing', status: 'failed' })).toBe('over');
    expect(await hear(begun, { stage: 'analyzing', status: 'failed', taskId: 'run-1' })).toBe(
      'waiting',
    );
    expect(await read(begun)).toMatchObject({ job: { status: 'running', failureCount: 0 } });
  });
});
