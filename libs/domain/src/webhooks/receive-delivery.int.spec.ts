import { createEnqueuer, recordCallrailEvent } from '@otto/queues';
import { createTestDatabase, type TestDatabase } from '@otto/testkit';
import { createReceiveDelivery, type ReceivedDelivery } from './receive-delivery';

let test: TestDatabase;
let transactions = 0;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.stop());

const jobs = createEnqueuer({ delivers: false, send: () => undefined });

const delivery = (
  deliveryKey: string,
  extra: Partial<ReceivedDelivery> = {},
): ReceivedDelivery => ({
  provider: 'callrail',
  event: 'post-call',
  deliveryKey,
  companyId: 'org_demo',
  headers: { 'user-agent': 'spec' },
  body: Buffer.from([0, 1, 255]),
  contentType: 'application/json',
  task: recordCallrailEvent,
  ...extra,
});

/** The database, with its transactions counted. */
const counted = () => ({
  ...test.database,
  sql: {
    ...test.database.sql,
    transaction: ((fn) => {
      transactions += 1;
      return test.database.sql.transaction(fn);
    }) as typeof test.database.sql.transaction,
  },
});

describe('receiving deliveries', () => {
  it('shares transactions among those that wait, and tells each caller what became of theirs', async () => {
    const receive = createReceiveDelivery({ database: counted(), jobs });
    const receipts = await Promise.all(
      Array.from({ length: 60 }, (_, index) => receive(delivery(`shared:${index % 20}`))),
    );
    expect(receipts.filter((receipt) => receipt === 'accepted')).toHaveLength(20);
    expect(receipts.filter((receipt) => receipt === 'duplicate')).toHaveLength(40);
    expect(transactions).toBeLessThanOrEqual(3);
    const [sums] = await test.database.sql.query(
      `select count(*)::int as deliveries, sum(attempts)::int as attempts,
         (select count(*)::int from jobs j where j.company_id = 'org_demo') as jobs
       from deliveries where delivery_key like 'shared:%'`,
    );
    expect(sums).toEqual({ deliveries: 20, attempts: 60, jobs: 20 });
  });

  it('keeps the bytes as they came', async () => {
    const receive = createReceiveDelivery({ database: test.database, jobs });
    await receive(delivery('bytes'));
    const [row] = await test.database.sql.query<{ body: Buffer; headers: unknown }>(
      `select body, headers from deliveries where delivery_key = 'bytes'`,
    );
    expect([...row!.body]).toEqual([0, 1, 255]);
    expect(row!.headers).toEqual({ 'user-agent': 'spec' });
  });

  it('stores nothing when the job cannot be stored', async () => {
    const broken = { ...jobs, enqueueMany: () => Promise.reject(new Error('no job')) };
    const receive = createReceiveDelivery({ database: test.database, jobs: broken });
    await expect(receive(delivery('half'))).rejects.toThrow('no job');
    const rows = await test.database.sql.query(
      `select id from deliveries where delivery_key = 'half'`,
    );
    expect(rows).toEqual([]);
  });

  it('keeps a delivery that is nobody’s without a job', async () => {
    const receive = createReceiveDelivery({ database: test.database, jobs });
    expect(await receive(delivery('nobody', { companyId: null, task: null }))).toBe('ignored');
    const [row] = await test.database.sql.query(
      `select status, company_id from deliveries where delivery_key = 'nobody'`,
    );
    expect(row).toEqual({ status: 'ignored', company_id: null });
  });
});
