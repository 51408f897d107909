import { seedCompany } from '@otto/testkit';
import { specJob } from '../testing/spec-job';
import { createStage, type Stage } from '../testing/stage';
import { createReconcileCallrail } from './reconcile-callrail';

describe('reconciling with CallRail', () => {
  let stage: Stage;
  beforeAll(async () => (stage = await createStage()));
  afterAll(() => stage.stop());

  it('asks once for each active company with an account in use, however many ticks come', async () => {
    const { database } = stage;
    const [first, second, inactive, disabled] = await Promise.all(
      Array.from({ length: 4 }, () => seedCompany(database)),
    );
    await database.sql.query(`update companies set active = false where id = $1`, [inactive?.id]);
    await database.sql.query(
      `update company_integrations set status = 'disabled' where company_id = $1`,
      [disabled?.id],
    );
    const reconcile = createReconcileCallrail(stage);
    const ticks = [specJob(null), specJob(null)];
    for (const job of ticks) await reconcile({ at: '2026-11-24T15:00:00.000Z' }, job);
    expect(ticks.map(({ completions }) => completions)).toEqual([1, 1]);
    const jobs = await database.sql.query<{ company_id: string; payload: unknown }>(
      `select company_id, payload from jobs where task = 'calls.reconcile-callrail-account'`,
    );
    const ids = [first?.id, second?.id].sort();
    expect(jobs.map(({ company_id }) => company_id).sort()).toEqual(ids);
    expect(jobs[0]?.payload).toMatchObject({ companyId: jobs[0]?.company_id });
  });
});
