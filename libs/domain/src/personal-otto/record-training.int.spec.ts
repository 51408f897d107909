import { createFakeClock, uniqueId } from '@otto/testkit';
import { createSilentUwcStage } from '../testing/uwc-stage';

describe('news of the work on a personal Otto', () => {
  let uwc: Awaited<ReturnType<typeof createSilentUwcStage>>;

  beforeAll(async () => {
    uwc = await createSilentUwcStage(createFakeClock('2026-11-24T15:00:00.000Z'));
  });
  afterAll(() => uwc.stop());

  async function train(fields: object = {}, owner = uwc.company) {
    const jobId = uniqueId('pj');
    const { id } = await uwc.database.withTenant(owner.id, ({ db }) =>
      db.personalOttoJob.create({
        data: {
          companyId: owner.id,
          repId: owner.users.salesRep,
          kind: 'train',
          status: 'running',
          shunyaJobId: jobId,
          metadata: { examples: 3 },
          ...fields,
        },
      }),
    );
    const read = () =>
      uwc.database.asSystem(({ db }) => db.personalOttoJob.findUniqueOrThrow({ where: { id } }));
    return { jobId, read };
  }
  const progress = (jobId: string, fields: object) =>
    uwc.receive('training/status', {
      job_id: jobId,
      rep_id: uwc.company.users.salesRep,
      ...fields,
    });

  it('follows its training in any order', async () => {
    const { jobId, read } = await train();
    expect(await progress(jobId, { status: 'processing', progress: 60 })).toBe('processed');
    expect(await progress(jobId, { status: 'processing', progress: 40 })).toBe('processed');
    expect(await read()).toMatchObject({
      status: 'running',
      progressPercent: 60,
      lastTrainedAt: null,
    });
    const done = { progress: 100, model_version: 'v2', training_duration_min: 12 };
    expect(await progress(jobId, done)).toBe('processed');
    expect(await progress(jobId, done)).toBe('ignored: the work was done already');
    expect(await progress(jobId, { status: 'failed' })).toBe('ignored: the work was done already');
    expect(await read()).toMatchObject({
      status: 'succeeded',
      progressPercent: 100,
      modelVersion: 'v2',
      lastTrainedAt: uwc.clock.now(),
      metadata: { examples: 3, trainingDurationMin: 12 },
    });
  });

  it('keeps the furthest progress of two that come at the same time', async () => {
    const { jobId, read } = await train();
    const parts = [70, 20, 90, 50].map((part) =>
      progress(jobId, { status: 'processing', progress: part }),
    );
    expect(new Set(await Promise.all(parts))).toEqual(new Set(['processed']));
    expect(await read()).toMatchObject({ progressPercent: 90 });
  });

  it('believes success after a failure, and no progress', async () => {
    const { jobId, read } = await train();
    await progress(jobId, { status: 'failed', error: 'too few examples' });
    expect(await progress(jobId, { status: 'processing', progress: 99 })).toBe(
      'ignored: the work had failed already',
    );
    expect(await read()).toMatchObject({ status: 'failed', lastError: 'too few examples' });
    expect(await progress(jobId, {})).toBe('processed');
    expect(await read()).toMatchObject({ status: 'succeeded', lastError: null });
  });

  it('leaves alone what is of somebody else', async () => {
    const { jobId, read } = await train();
    expect(await progress(jobId, { rep_id: uwc.company.users.csr })).toBe(
      'ignored: the work is on another rep’s personal Otto',
    );
    const theirs = await train({}, uwc.rival);
    expect(await progress(theirs.jobId, {})).toBe(
      'unroutable: the work on the personal Otto is not known',
    );
    for (const job of [{ read }, theirs]) {
      expect(await job.read()).toMatchObject({ status: 'running' });
    }
  });
});
