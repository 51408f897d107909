import { v7 as uuidv7 } from 'uuid';
import { seedCompany, type SeededCompany } from '@otto/testkit';
import { insertDelivery } from '../testing/callrail-deliveries';
import { insertCall } from '../testing/insert-call';
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

  const insert = ({ id: companyId }: SeededCompany) =>
    insertDelivery(stage.database, {
      companyId,
      provider: 'callrail',
      event: 'post-call',
      body: {},
    });

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
      ['rejected', 91],
      ['failed', 91],
      ['received', 91],
      ['processed', 89],
    ] as const;
    for (const [status, days] of deliveries) {
      const id = await insert(company);
      await stage.database.asSystem(({ db }) =>
        db.delivery.update({ where: { id }, data: { status, processedAt: daysAgo(days) } }),
      );
    }
    const clean = createCleanupOldTasks({ ...stage, keepDeliveriesDays: 90 });
    const nothing = { jobs: 0, deliveries: 0, answers: 0, recoveries: 0 };
    expect(await clean({ at }, specJob(null))).toEqual({ ...nothing, jobs: 2, deliveries: 3 });
    expect(await clean({ at }, specJob(null))).toEqual(nothing);
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

  it('keeps deliveries as long as it is told to, and forgets recoveries that have been kept', async () => {
    const company = await seedCompany(stage.database);
    const id = await insert(company);
    await stage.database.asSystem(({ db }) =>
      db.delivery.update({ where: { id }, data: { status: 'rejected', receivedAt: daysAgo(131) } }),
    );
    const call = await insertCall(stage.database, company);
    await stage.database.withTenant(company.id, ({ db, companyId }) =>
      db.missedCallEntry.create({
        data: {
          companyId,
          callId: call.id,
          contactCardId: call.contactCardId,
          customerPhone: call.phone,
          status: 'recovered',
          priorityRank: 1,
          customerType: 'new',
          missedAt: daysAgo(92),
          lastMissedAt: daysAgo(92),
          slaDeadline: daysAgo(92),
          escalationDeadline: daysAgo(90),
          processedAt: daysAgo(91),
          dataRetentionExpiresAt: daysAgo(1),
        },
      }),
    );
    const clean = (keepDeliveriesDays: number) =>
      createCleanupOldTasks({ ...stage, keepDeliveriesDays })({ at }, specJob(null));
    expect(await clean(132)).toMatchObject({ deliveries: 0, recoveries: 1 });
    expect(await clean(130)).toMatchObject({ deliveries: 1, recoveries: 0 });
  });
});
