import { seedCompany, type SeededCompany } from '@otto/testkit';
import { insertCall } from '../testing/insert-call';
import { createShunyaServer, type ShunyaServer } from '../testing/shunya-server';
import { specJob } from '../testing/spec-job';
import { createStage, type Stage } from '../testing/stage';
import { createSubmitRecording } from './submit-recording';

describe('submitting a recording', () => {
  let stage: Stage;
  let company: SeededCompany;
  let server: ShunyaServer;
  let submit: ReturnType<typeof createSubmitRecording>;

  beforeAll(async () => {
    stage = await createStage();
    company = await seedCompany(stage.database);
  });
  beforeEach(async () => {
    server = await createShunyaServer();
    server.on('POST /transcription/transcribe', { body: { success: true, task_id: null } });
    submit = createSubmitRecording({ ...stage, shunya: server.client });
  });
  afterEach(() => server.close());
  afterAll(() => stage.stop());

  const storedCall = () =>
    insertCall(stage.database, company, { recordingStoredKey: `${company.id}/calls/x.mp3` });
  const read = (callId: string) =>
    stage.database.withTenant(company.id, async ({ db }) => ({
      call: await db.call.findUniqueOrThrow({ where: { id: callId } }),
      shunyaJobs: await db.shunyaJob.findMany({ where: { callId }, orderBy: { revision: 'asc' } }),
    }));

  const eventsOf = (callId: string) =>
    stage.told
      .filter(({ envelope }) => envelope.data['call_id'] === callId)
      .map(({ envelope }) => envelope.event);

  it('starts the job and its first poll', async () => {
    const { id } = await storedCall();
    server.on('POST /transcription/transcribe', { body: { success: true, task_id: `t-${id}` } });
    const job = specJob(company.id);
    await submit({ callId: id }, job);
    const { call, shunyaJobs } = await read(id);
    expect(call.transcriptionStatus).toBe('in_progress');
    expect(shunyaJobs).toMatchObject([
      {
        status: 'running',
        stage: 'transcribing',
        jobType: 'csr_call',
        shunyaTaskId: `t-${id}`,
        revision: 1,
        nextPollAt: stage.clock.now(),
      },
    ]);
    const polls = await stage.database.asSystem(({ db }) =>
      db.job.findMany({
        where: { task: 'shunya.poll-job', dedupeKey: { startsWith: shunyaJobs[0]?.id ?? '' } },
      }),
    );
    expect(polls).toMatchObject([{ status: 'queued', companyId: company.id }]);
    expect(job.completions).toBe(1);
    expect(eventsOf(id)).toEqual(['shunya.job.created']);
  });

  it('asks once, however often it runs', async () => {
    const { id } = await storedCall();
    await submit({ callId: id }, specJob(company.id));
    await submit({ callId: id }, specJob(company.id));
    expect(server.count('POST /transcription/transcribe')).toBe(1);
    expect((await read(id)).shunyaJobs).toHaveLength(1);
  });

  it('asks for the same revision again after an outage', async () => {
    const { id } = await storedCall();
    server.on('POST /transcription/transcribe', { status: 503 });
    await expect(submit({ callId: id }, specJob(company.id))).rejects.toMatchObject({
      isRetryable: true,
    });
    expect((await read(id)).shunyaJobs).toMatchObject([{ status: 'pending', revision: 1 }]);
    server.on('POST /transcription/transcribe', { body: { success: true } });
    await submit({ callId: id }, specJob(company.id, { attempt: 2 }));
    expect((await read(id)).shunyaJobs).toMatchObject([{ status: 'running', revision: 1 }]);
  });

  it('fails for good when Shunya refuses, and submits anew when asked again', async () => {
    const { id } = await storedCall();
    server.on('POST /transcription/transcribe', {
      body: {
        success: false,
        error: { error_code: 'VALIDATION_ERROR', message: 'no', retryable: false },
      },
    });
    await expect(submit({ callId: id }, specJob(company.id))).rejects.toMatchObject({
      isRetryable: false,
    });
    expect(await read(id)).toMatchObject({
      call: { transcriptionStatus: 'failed' },
      shunyaJobs: [{ status: 'failed', errorCode: 'VALIDATION_ERROR' }],
    });
    server.on('POST /transcription/transcribe', { body: { success: true } });
    await submit({ callId: id }, specJob(company.id));
    expect(await read(id)).toMatchObject({
      call: { transcriptionStatus: 'in_progress' },
      shunyaJobs: [{ status: 'failed' }, { status: 'running', revision: 2 }],
    });
    expect(eventsOf(id)).toEqual(['shunya.job.failed', 'shunya.job.created']);
  });

  it('gives up with the last attempt of its job', async () => {
    const { id } = await storedCall();
    server.on('POST /transcription/transcribe', { status: 500 });
    await expect(
      submit({ callId: id }, specJob(company.id, { attempt: 8, maxAttempts: 8 })),
    ).rejects.toThrow();
    expect((await read(id)).call.transcriptionStatus).toBe('failed');
  });

  it('has nothing to submit for a call without a stored recording', async () => {
    const { id } = await insertCall(stage.database, company);
    await submit({ callId: id }, specJob(company.id));
    expect(server.requests).toEqual([]);
  });
});
