import { v7 as uuidv7 } from 'uuid';
import { seedCompany } from '@otto/testkit';
import { insertDelivery } from '../testing/callrail-deliveries';
import { specJob } from '../testing/spec-job';
import { createStage, type Stage } from '../testing/stage';
import { createCleanupOldTasks } from './cleanup-old-tasks';

const at = '2026-11-24T15:00:00.000Z';
const daysAgo = (days: number) => new Date(Date.parse(at) - days * 86_400_000);

describe('cleaning up old tasks', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await createStage();
  });
  afterAll(() => stage.stop());

  it('deletes finished jobs after 7 days and dealt-with deliveries after 90, and nothing else', async () => {
    const company = await seedCompany(stage.database);
    const jobs = [
      ['succeeded', 8],
      ['cancelled', 8],
      ['dead', 800],
      ['queued', 800],
      ['succeeded', 6],
    ] as const;
    await stage.database.asSystem(({ db }) =>
      db.job.createMany({
        data: jobs.map(([status, days]) => ({
          id: uuidv7(),
          queue: 'default',
          task: 'spec',
          payload: {},
          maxAttempts: 1,
          status,
          finishedAt: daysAgo(days),
        })),
      }),
    );
    const deliveries = [
      ['processed', 91],
      ['ignored', 91],
      ['failed', 91],
      ['received', 91],
      ['processed', 89],
    ] as const;
    for (const [status, days] of deliveries) {
      const id = await insertDelivery(stage.database, {
        companyId: company.id,
        provider: 'callrail',
        event: 'post-call',
        body: {},
      });
      await stage.database.asSystem(({ db }) =>
        db.delivery.update({ where: { id }, data: { status, processedAt: daysAgo(days) } }),
      );
    }
    const clean = createCleanupOldTasks(stage);
    expect(await clean({ at }, specJob(null))).toEqual({ jobs: 2, deliveries: 2, answers: 0 });
    expect(await clean({ at }, specJob(null))).toEqual({ jobs: 0, deliveries: 0, answers: 0 });
    const left = await stage.database.asSystem(async ({ db }) => [
      (await db.job.findMany({ where: { task: 'spec' } })).map((job) => job.status).sort(),
      (await db.delivery.findMany({ where: { companyId: company.id } }))
        .map((delivery) => delivery.status)
        .sort(),
    ]);
    expect(left).toEqual([
      ['dead', 'queued', 'succeeded'],
      ['failed', 'processed', 'received'],
    ]);
  });
});
