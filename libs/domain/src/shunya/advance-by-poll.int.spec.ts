import { createShunyaStage, type ShunyaStage } from '../testing/shunya-stage';

const booked = {
  summary: { summary: 'Booked.' },
  qualification: {
    qualification_status: 'hot',
    booking_status: 'booked',
    appointment_date: '2026-12-01T10:00:00',
  },
};

describe('a job at Shunya that is polled', () => {
  let shunya: ShunyaStage;

  beforeAll(async () => {
    shunya = await createShunyaStage(booked);
  });
  beforeEach(() => shunya.reset());
  afterAll(() => shunya.stop());

  it('is taken to its end by two polls', async () => {
    const begun = await shunya.begin();
    expect(await shunya.poll(begun)).toBe('moved');
    expect(await shunya.read(begun)).toMatchObject({
      job: { stage: 'analyzing', status: 'running', pollCount: 0 },
      call: {
        transcriptionStatus: 'completed',
        analysisStatus: 'in_progress',
        transcript: { text: 'Hello.', confidence: 0.9 },
      },
      analysis: null,
    });
    expect(shunya.server.count('GET /analysis/complete')).toBe(0);
    expect(await shunya.poll(begun)).toBe('over');
    expect(await shunya.read(begun)).toMatchObject({
      job: { status: 'succeeded', nextPollAt: null, outputHash: expect.any(String) as string },
      call: { analysisStatus: 'completed' },
      analysis: { bookingStatus: 'booked', callOutcomeCategory: 'qualified_and_booked' },
      lead: { status: 'qualified_booked' },
      appointments: 1,
    });
    const about = shunya.told.filter(({ envelope }) => envelope.data['shunya_job_id'] === begun.id);
    expect(about.map(({ envelope }) => envelope.event)).toEqual(['shunya.job.succeeded']);
  });

  it('asks more and more rarely while Shunya is at it', async () => {
    const begun = await shunya.begin();
    shunya.server.on('GET /transcription/status', {
      body: { success: true, status: 'processing' },
    });
    const waits = [];
    for (let count = 0; count < 6; count += 1) {
      expect(await shunya.poll(begun)).toBe('waiting');
      waits.push(await shunya.waitOf(begun));
    }
    expect(waits.map((ms) => Math.round(ms / 1_000))).toEqual([5, 10, 30, 60, 300, 300]);
    expect(await shunya.read(begun)).toMatchObject({ job: { pollCount: 6, failureCount: 0 } });
    expect(shunya.server.count('GET /transcription/transcript')).toBe(0);
  });

  it('does nothing on a poll that a later one has replaced', async () => {
    const begun = await shunya.begin();
    const { nextPollAt } = (await shunya.read(begun)).job;
    expect(await shunya.move(begun, { poll: (nextPollAt?.getTime() ?? 0) - 1 })).toBe('over');
    expect(shunya.server.requests).toEqual([]);
  });

  it('takes "unknown" for "not yet" during ten minutes', async () => {
    const young = await shunya.begin();
    shunya.server.on('GET /transcription/status', { status: 404 });
    expect(await shunya.poll(young)).toBe('waiting');
    expect(await shunya.read(young)).toMatchObject({ job: { failureCount: 0, pollCount: 1 } });
    const old = await shunya.begin({
      startedAt: new Date(shunya.clock.now().getTime() - 11 * 60_000),
    });
    expect(await shunya.poll(old)).toBe('waiting');
    expect(await shunya.read(old)).toMatchObject({
      job: { failureCount: 1, errorCode: 'NOT_FOUND' },
    });
  });

  it('fails at the fifth failure in a row', async () => {
    const begun = await shunya.begin();
    shunya.server.on('GET /transcription/status', { status: 500 });
    for (let count = 1; count <= 4; count += 1) expect(await shunya.poll(begun)).toBe('waiting');
    expect(await shunya.poll(begun)).toBe('over');
    expect(await shunya.read(begun)).toMatchObject({
      job: { status: 'failed', failureCount: 5, nextPollAt: null },
      call: { transcriptionStatus: 'failed' },
    });
  });

  it('forgets failures when Shunya is well again, and does not count being told to slow down', async () => {
    const begun = await shunya.begin({ failureCount: 4 });
    shunya.server.on('GET /transcription/status', {
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
    expect(await shunya.poll(begun)).toBe('waiting');
    expect(await shunya.waitOf(begun)).toBe(90_000);
    expect(await shunya.read(begun)).toMatchObject({ job: { status: 'running', failureCount: 0 } });
  });

  it('fails at once when Shunya refuses for good', async () => {
    const begun = await shunya.begin();
    shunya.server.on('GET /transcription/status', {
      body: { success: false, error: { error_code: 'FORBIDDEN', message: 'no', retryable: false } },
    });
    expect(await shunya.poll(begun)).toBe('over');
    expect(await shunya.read(begun)).toMatchObject({
      job: { status: 'failed', errorCode: 'FORBIDDEN' },
    });
  });

  it('times out after a day', async () => {
    const begun = await shunya.begin({
      startedAt: new Date(shunya.clock.now().getTime() - 25 * 3_600_000),
    });
    expect(await shunya.poll(begun)).toBe('over');
    expect(await shunya.read(begun)).toMatchObject({
      job: { status: 'timeout' },
      call: { transcriptionStatus: 'failed' },
    });
    expect(shunya.server.requests).toEqual([]);
  });

  it('never starts the analysis before the transcript is stored', async () => {
    const begun = await shunya.begin();
    shunya.server.on('GET /transcription/transcript', { status: 503 });
    expect(await shunya.poll(begun)).toBe('waiting');
    expect(shunya.server.count('POST /analysis/start')).toBe(0);
    expect(await shunya.read(begun)).toMatchObject({
      job: { stage: 'transcribing', failureCount: 1 },
    });
  });

  it('waits for an analysis that is announced but not there', async () => {
    const begun = await shunya.begin({ stage: 'analyzing' });
    shunya.server.on('GET /analysis/complete', {
      body: {
        success: false,
        error: { error_code: 'ANALYSIS_NOT_AVAILABLE', message: 'x', retryable: false },
      },
    });
    expect(await shunya.poll(begun)).toBe('waiting');
    expect(await shunya.read(begun)).toMatchObject({
      job: { status: 'running', pollCount: 1 },
      analysis: null,
    });
  });
});
