import { uniqueId } from '@otto/testkit';
import { insertCall } from '../testing/insert-call';
import { createShunyaServer, type ShunyaServer } from '../testing/shunya-server';
import { specJob } from '../testing/spec-job';
import { createStage, type Stage } from '../testing/stage';
import { createUwcStage, type UwcStage } from '../testing/uwc-stage';
import { createAdvanceJob } from './advance-job';

const OTHER_COMPANY = 'ignored: the webhook names another company';

describe('an older webhook of Shunya', () => {
  let stage: Stage;
  let server: ShunyaServer;
  let uwc: UwcStage;

  beforeAll(async () => {
    [stage, server] = await Promise.all([createStage(), createShunyaServer()]);
    server.succeedWith({ qualification: { qualification_status: 'warm' } });
    const advanceJob = createAdvanceJob({ ...stage, shunya: server.client });
    uwc = await createUwcStage({ ...stage, advanceJob });
  });
  afterAll(async () => {
    await server.close();
    await stage.stop();
  });

  describe('about a call', () => {
    async function begin(stageOfJob: 'transcribing' | 'analyzing', owner = uwc.company) {
      const call = await insertCall(stage.database, owner);
      const taskId = uniqueId('tsk');
      const job = await stage.database.withTenant(owner.id, ({ db }) =>
        db.shunyaJob.create({
          data: {
            companyId: owner.id,
            callId: call.id,
            jobType: 'csr_call',
            stage: stageOfJob,
            status: 'running',
            startedAt: stage.clock.now(),
            shunyaTaskId: taskId,
          },
        }),
      );
      return { call, id: job.id, taskId, seq: Number(call.seq) };
    }
    const jobOf = (id: string) =>
      stage.database.asSystem(({ db }) => db.shunyaJob.findUniqueOrThrow({ where: { id } }));

    it('brings its transcript, and takes the job into the analysis', async () => {
      const { id, call, taskId, seq } = await begin('transcribing');
      const transcript = [{ speaker: 'rep', text: 'Good morning.' }];
      const body = { job_id: taskId, call_id: seq, transcript, confidence: 0.9, language: 'en' };
      expect(await uwc.receive('asr/complete', body)).toBe('processed');
      expect(await jobOf(id)).toMatchObject({ stage: 'analyzing', status: 'running' });
      const stored = await stage.database.withTenant(uwc.company.id, ({ db }) =>
        db.transcript.findFirstOrThrow({ where: { callId: call.id } }),
      );
      expect(stored).toMatchObject({ text: 'Good morning.', confidence: 0.9, language: 'en' });
      expect(await uwc.receive('asr/complete', { ...body, job_id: 'late' })).toBe('processed');
      expect(await jobOf(id)).toMatchObject({ stage: 'analyzing', status: 'running' });
    });

    it('has the whole analysis fetched, once for two at the same time', async () => {
      const { id, call, taskId, seq } = await begin('analyzing');
      const body = { job_id: taskId, call_id: seq, analysis: { rehash_score: 4 } };
      const both = [body, body].map((one) =>
        uwc.receive('analysis/complete', one).catch(() => 'is tried again'),
      );
      expect(await Promise.all(both)).toContain('processed');
      expect(await jobOf(id)).toMatchObject({ status: 'succeeded' });
      const analyses = await stage.database.withTenant(uwc.company.id, ({ db }) =>
        db.analysis.findMany({ where: { callId: call.id } }),
      );
      expect(analyses).toMatchObject([{ qualificationStatus: 'warm', rehashScore: null }]);
    });

    it('does not reach a job of another company', async () => {
      const { id, taskId, seq } = await begin('analyzing', uwc.rival);
      const body = { job_id: taskId, call_id: seq };
      expect(await uwc.receive('analysis/complete', body)).toBe(
        'unroutable: the Shunya job is not known',
      );
      expect(await uwc.receive('analysis/complete', { ...body, company_id: uwc.rival.id })).toBe(
        OTHER_COMPANY,
      );
      expect(await jobOf(id)).toMatchObject({ status: 'running' });
    });
  });

  it.each([
    ['lacks its job', 'rag/indexed', { document_id: 'd' }, 'failed: missing or malformed: job_id'],
    ['names another company', 'rag/indexed', { job_id: 'j', company_id: 'org_x' }, OTHER_COMPANY],
    ['is unheard of', 'odd/event', {}, 'ignored: the event is none of the older ones'],
  ])('ends at once when it %s', async (_, event, fields, outcome) => {
    expect(await uwc.receive(event, fields)).toBe(outcome);
  });

  it('does nothing the second time', async () => {
    const deliveryId = await uwc.deliver('odd/event', {});
    await uwc.process({ deliveryId }, specJob(uwc.company.id));
    const again = specJob(uwc.company.id);
    await uwc.process({ deliveryId }, again);
    expect(again.completions).toBe(0);
  });
});
