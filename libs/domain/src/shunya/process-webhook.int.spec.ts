import { seedCompany, type SeededCompany } from '@otto/testkit';
import { insertDelivery } from '../testing/callrail-deliveries';
import { insertCall } from '../testing/insert-call';
import { createShunyaServer, type ShunyaServer } from '../testing/shunya-server';
import { specJob } from '../testing/spec-job';
import { createStage, type Stage } from '../testing/stage';
import { createAdvanceJob } from './advance-job';
import { createProcessShunyaWebhook } from './process-webhook';

const result = { qualification: { qualification_status: 'warm', booking_status: 'not_booked' } };

describe('a webhook of Shunya', () => {
  let stage: Stage;
  let server: ShunyaServer;
  let company: SeededCompany;
  let rival: SeededCompany;
  let process: ReturnType<typeof createProcessShunyaWebhook>;

  beforeAll(async () => {
    [stage, server] = await Promise.all([createStage(), createShunyaServer()]);
    server.succeedWith(result);
    [company, rival] = [await seedCompany(stage.database), await seedCompany(stage.database)];
    const advanceJob = createAdvanceJob({ ...stage, shunya: server.client });
    process = createProcessShunyaWebhook({ ...stage, advanceJob });
  });
  afterAll(async () => {
    await server.close();
    await stage.stop();
  });

  async function begin(owner = company) {
    const call = await insertCall(stage.database, owner);
    const job = await stage.database.withTenant(owner.id, ({ db }) =>
      db.shunyaJob.create({
        data: {
          companyId: owner.id,
          callId: call.id,
          jobType: 'csr_call',
          stage: 'analyzing',
          status: 'running',
          startedAt: stage.clock.now(),
          shunyaTaskId: `tsk-${call.seq}`,
        },
      }),
    );
    return { call, id: job.id, taskId: `tsk-${call.seq}` };
  }
  async function receive(body: object, companyId: string | null = company.id) {
    const deliveryId = await insertDelivery(stage.database, {
      companyId,
      provider: 'shunya',
      event: 'webhook',
      body,
    });
    const job = specJob(companyId);
    await process({ deliveryId }, job);
    expect(job.completions).toBe(1);
    return stage.database.asSystem(({ db }) =>
      db.delivery.findUniqueOrThrow({
        where: { id: deliveryId },
        select: { status: true, error: true },
      }),
    );
  }
  const statusOf = (id: string) =>
    stage.database.asSystem(
      async ({ db }) => (await db.shunyaJob.findUniqueOrThrow({ where: { id } })).status,
    );

  it('finds its job by the task id (shape A)', async () => {
    const { id, taskId } = await begin();
    expect(
      await receive({ shunya_job_id: taskId, status: 'completed', company_id: company.id, result }),
    ).toEqual({ status: 'processed', error: null });
    expect(await statusOf(id)).toBe('succeeded');
  });

  it('finds its job by the number of the call (shape B)', async () => {
    const { id, call } = await begin();
    const body = {
      event_type: 'call.analysis.complete',
      call_id: Number(call.seq),
      company_id: company.id,
      status: 'completed',
      data: result,
    };
    expect(await receive(body)).toMatchObject({ status: 'processed' });
    expect(await statusOf(id)).toBe('succeeded');
  });

  it('is ignored when it names no job', async () => {
    expect(
      await receive({ task_id: 'tsk-none', status: 'completed', company_id: company.id }),
    ).toEqual({ status: 'ignored', error: 'the job is unknown' });
  });

  it('does not reach the job of another company', async () => {
    const theirs = await begin(rival);
    const error = 'the job is another company’s';
    expect(
      await receive({
        task_id: theirs.taskId,
        status: 'completed',
        company_id: company.id,
        result,
      }),
    ).toEqual({ status: 'ignored', error });
    expect(
      await receive({
        task_id: 'x',
        call_id: Number(theirs.call.seq),
        company_id: company.id,
        status: 'completed',
        data: result,
      }),
    ).toMatchObject({ status: 'ignored' });
    expect(
      await receive({ task_id: theirs.taskId, status: 'completed', company_id: rival.id, result }),
    ).toMatchObject({ status: 'ignored' });
    expect(await statusOf(theirs.id)).toBe('running');
  });

  it('does nothing the second time', async () => {
    const { taskId } = await begin();
    const deliveryId = await insertDelivery(stage.database, {
      companyId: company.id,
      provider: 'shunya',
      event: 'webhook',
      body: { task_id: taskId, status: 'completed', company_id: company.id, result },
    });
    await process({ deliveryId }, specJob(company.id));
    const again = specJob(company.id);
    await process({ deliveryId }, again);
    expect(again.completions).toBe(0);
  });
});
