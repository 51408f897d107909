import { seedCompany, type SeededCompany } from '@otto/testkit';
import { insertCall } from '../testing/insert-call';
import { specJob } from '../testing/spec-job';
import { createStage, type Stage } from '../testing/stage';
import { createReviveTranscriptions } from './revive-transcriptions';

describe('reviving transcriptions', () => {
  let stage: Stage;
  let company: SeededCompany;
  let revive: ReturnType<typeof createReviveTranscriptions>;

  beforeAll(async () => {
    stage = await createStage();
    company = await seedCompany(stage.database);
    revive = createReviveTranscriptions(stage);
  });
  afterAll(() => stage.stop());

  const run = () => revive({ at: stage.clock.now().toISOString() }, specJob(null));
  const ago = (minutes: number) => new Date(stage.clock.now().getTime() - minutes * 60_000);
  const jobsFor = (key: string) =>
    stage.database.asSystem(({ db }) =>
      db.job.findMany({
        where: { dedupeKey: { startsWith: key } },
        select: { task: true, companyId: true, status: true },
      }),
    );
  const insertShunyaJob = (callId: string, part: object) =>
    stage.database.withTenant(company.id, ({ db }) =>
      db.shunyaJob.create({
        data: {
          companyId: company.id,
          callId,
          jobType: 'csr_call',
          stage: 'transcribing',
          ...part,
        },
      }),
    );

  it('has stored recordings submitted and unstored ones stored, once', async () => {
    const stored = await insertCall(stage.database, company, {
      createdAt: ago(3),
      recordingStoredKey: 'x/calls/a.mp3',
    });
    const linked = await insertCall(stage.database, company, {
      createdAt: ago(3),
      recordingUrl: 'https://rec.example/a',
    });
    await run();
    await run();
    expect(await jobsFor(stored.id)).toEqual([
      { task: 'calls.submit-recording', companyId: company.id, status: 'queued' },
    ]);
    expect(await jobsFor(linked.id)).toEqual([
      { task: 'calls.store-recording', companyId: company.id, status: 'queued' },
    ]);
  });

  it.each([
    ['too young', { createdAt: beforeStart(1), recordingUrl: 'https://rec.example/a' }],
    [
      'missed',
      { createdAt: beforeStart(3), status: 'missed', recordingUrl: 'https://rec.example/a' },
    ],
    ['without a recording', { createdAt: beforeStart(3) }],
    [
      'under way',
      {
        createdAt: beforeStart(3),
        recordingUrl: 'https://rec.example/a',
        transcriptionStatus: 'in_progress',
      },
    ],
    [
      'failed',
      {
        createdAt: beforeStart(3),
        recordingUrl: 'https://rec.example/a',
        transcriptionStatus: 'failed',
      },
    ],
  ])('leaves a call alone that is %s', async (_name, part) => {
    const call = await insertCall(stage.database, company, part);
    await run();
    expect(await jobsFor(call.id)).toEqual([]);
  });

  it('leaves a call alone whose job died', async () => {
    const call = await insertCall(stage.database, company, {
      createdAt: ago(3),
      recordingUrl: 'https://rec.example/a',
    });
    await run();
    await stage.database.asSystem(({ db }) =>
      db.job.updateMany({ where: { dedupeKey: call.id }, data: { status: 'dead' } }),
    );
    await run();
    expect(await jobsFor(call.id)).toHaveLength(1);
  });

  it('polls again where a due poll was lost, and nowhere else', async () => {
    const [lost, later] = [
      await insertCall(stage.database, company),
      await insertCall(stage.database, company),
    ];
    const lostJob = await insertShunyaJob(lost.id, {
      status: 'running',
      startedAt: ago(5),
      nextPollAt: ago(1),
    });
    const laterJob = await insertShunyaJob(later.id, {
      status: 'running',
      startedAt: ago(5),
      nextPollAt: ago(-1),
    });
    await run();
    await run();
    expect(await jobsFor(lostJob.id)).toEqual([
      { task: 'shunya.poll-job', companyId: company.id, status: 'queued' },
    ]);
    expect(await jobsFor(laterJob.id)).toEqual([]);
  });

  it('ends jobs that are older than a day', async () => {
    const call = await insertCall(stage.database, company);
    const job = await insertShunyaJob(call.id, {
      status: 'running',
      startedAt: ago(25 * 60),
      nextPollAt: ago(1),
    });
    await run();
    const [after, calls] = await stage.database.withTenant(company.id, async ({ db }) => [
      await db.shunyaJob.findUniqueOrThrow({ where: { id: job.id } }),
      await db.call.findUniqueOrThrow({ where: { id: call.id } }),
    ]);
    expect(after).toMatchObject({ status: 'timeout', nextPollAt: null });
    expect(calls.transcriptionStatus).toBe('failed');
    expect(await jobsFor(job.id)).toEqual([]);
  });
});

/** Minutes before the start of the spec's clock. */
function beforeStart(minutes: number): Date {
  return new Date(Date.parse('2026-11-24T15:00:00.000Z') - minutes * 60_000);
}
