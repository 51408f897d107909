import request from 'supertest';
import { createEnqueuer, generateDailyReports } from '@otto/queues';
import { createTestDatabase, TEST_ENCRYPTION_KEY, type TestDatabase } from '@otto/testkit';
import { createSpecApp } from '../testing/spec-app';

const bearer = { authorization: 'Bearer operators' };

describe('/internal/ops', () => {
  let db: TestDatabase;
  const appWith = (opsToken?: string) =>
    createSpecApp({
      database: db.database,
      encryptionKeys: TEST_ENCRYPTION_KEY,
      ...(opsToken === undefined ? {} : { opsToken }),
    }).app;

  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.stop());

  async function deadJob(): Promise<string> {
    const jobs = createEnqueuer({ delivers: false, send: () => undefined });
    const { id } = await db.database.sql.transaction((tx) =>
      jobs.enqueue(tx, generateDailyReports, { at: new Date().toISOString() }),
    );
    await db.database.sql.query(
      `update jobs set status = 'dead', attempts = 5, error = 'Error: no', finished_at = now() where id = $1`,
      [id],
    );
    return id;
  }
  const statusOf = async (id: string) =>
    (
      await db.database.sql.query<{ status: string }>('select status from jobs where id = $1', [id])
    )[0]?.status;

  it('is not there without a configured token, and refuses any other token', async () => {
    await request(appWith()).get('/internal/ops/jobs').set(bearer).expect(404);
    await request(appWith('operators')).get('/internal/ops/jobs').expect(401);
    await request(appWith('operators'))
      .get('/internal/ops/jobs')
      .set({ authorization: 'Bearer guess' })
      .expect(401);
  });

  it('lists dead jobs, shows one, and lets it run again with its attempts', async () => {
    const id = await deadJob();
    const app = appWith('operators');
    const list = await request(app).get('/internal/ops/jobs?state=dead').set(bearer).expect(200);
    expect(list.body).toMatchObject({
      success: true,
      data: [{ id, status: 'dead', error: 'Error: no' }],
    });
    await request(app).post(`/internal/ops/jobs/${id}/retry`).set(bearer).expect(200);
    const shown = await request(app).get(`/internal/ops/jobs/${id}`).set(bearer).expect(200);
    expect(shown.body).toMatchObject({
      data: { status: 'queued', attempts: 5, max_attempts: 10, history: [{ outcome: 'replayed' }] },
    });
    await request(app).post(`/internal/ops/jobs/${id}/retry`).set(bearer).expect(404);
  });

  it('retries or discards all that match, and writes it to the audit log', async () => {
    const ids = [await deadJob(), await deadJob()];
    const app = appWith('operators');
    const other = await request(app)
      .post('/internal/ops/jobs/retry')
      .set(bearer)
      .send({ task: 'calls.store-recording' })
      .expect(200);
    expect(other.body).toEqual({ success: true, data: { ids: [] } });
    const answer = await request(app)
      .post('/internal/ops/jobs/discard')
      .set(bearer)
      .send({ task: 'reports.generate-daily-reports' })
      .expect(200);
    expect((answer.body as { data: { ids: string[] } }).data.ids.sort()).toEqual(ids.sort());
    expect(await Promise.all(ids.map(statusOf))).toEqual(['cancelled', 'cancelled']);
    const audited = await db.database.sql.query(
      `select 1 from audit_log where action = 'ops_discard'`,
    );
    expect(audited).toHaveLength(1);
  });

  it('shows schedules and runs one by hand', async () => {
    await db.database.sql.query(
      `insert into beat_schedules (id, spec) values ('daily', '{"cron":"0 0 0 * * *","task":"reports.generate-daily-reports"}')`,
    );
    const app = appWith('operators');
    const run = await request(app)
      .post('/internal/ops/schedules/daily/run')
      .set(bearer)
      .expect(202);
    expect(await statusOf((run.body as { data: { job_id: string } }).data.job_id)).toBe('queued');
    const shown = await request(app).get('/internal/ops/schedules').set(bearer).expect(200);
    expect(shown.body).toMatchObject({
      data: { schedules: [{ id: 'daily', last: { outcome: 'manual' } }] },
    });
    await request(app).post('/internal/ops/schedules/none/run').set(bearer).expect(404);
  });

  it('answers 400 to a filter that it does not know', async () => {
    await request(appWith('operators'))
      .get('/internal/ops/jobs?colour=red')
      .set(bearer)
      .expect(400);
  });
});
