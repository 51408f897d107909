import type { Database } from '@otto/db';
import { createEnqueuer, recordCallrailEvent } from '@otto/queues';
import { createTestDatabase, type TestDatabase } from '@otto/testkit';
import { createReceiveDelivery, type ReceivedDelivery } from './receive-delivery';

let test: TestDatabase;
let statements = 0;

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

/** The database, with its statements counted. */
function counted(): Database {
  const { database } = test;
  const query: Database['sql']['query'] = (sql, values) => {
    statements += 1;
    return database.sql.query(sql, values);
  };
  const transaction = () => Promise.reject(new Error('another round trip'));
  return { ...database, sql: { ...database.sql, query, transaction } };
}

describe('receiving deliveries', () => {
  it('shares statements among those that wait, and tells each caller what became of theirs', async () => {
    const receive = createReceiveDelivery({ database: counted(), jobs });
    const receipts = await Promise.all(
      Array.from({ length: 60 }, (_, index) => receive(delivery(`shared:${index % 20}`))),
    );
    expect(receipts.filter((receipt) => receipt === 'accepted')).toHaveLength(20);
    expect(receipts.filter((receipt) => receipt === 'duplicate')).toHaveLength(40);
    expect(statements).toBe(1);
    const [sums] = await test.database.sql.query(
      `select count(*)::int as deliveries, sum(attempts)::int as attempts,
         (select count(*)::int from jobs j where j.company_id = 'org_demo') as jobs
       from deliveries where delivery_key like 'shared:%'`,
    );
    expect(sums).toEqual({ deliveries: 20, attempts: 60, jobs: 20 });
  });

  it('keeps the bytes of each as they came', async () => {
    const receive = createReceiveDelivery({ database: test.database, jobs });
    const bodies = [[0, 1, 255], [], [92, 39, 34, 0], [200]];
    await Promise.all(
      bodies.map((bytes, index) =>
        receive(delivery(`bytes:${index}`, { body: Buffer.from(bytes) })),
      ),
    );
    const rows = await test.database.sql.query<{ body: Buffer; headers: unknown }>(
      `select body, headers from deliveries where delivery_key like 'bytes:%' order by delivery_key`,
    );
    expect(rows.map((row) => [...row.body])).toEqual(bodies);
    expect(rows[0]?.headers).toEqual({ 'user-agent': 'spec' });
  });

  it('counts those that come again on the row that was first', async () => {
    const receive = createReceiveDelivery({ database: counted(), jobs });
    await receive(delivery('again'));
    statements = 0;
    const again = [receive(delivery('again')), receive(delivery('again'))];
    expect(await Promise.all(again)).toEqual(['duplicate', 'duplicate']);
    expect(statements).toBe(1);
    const rows = await test.database.sql.query(
      `select attempts, last_seen_at > received_at as "wasSeenLater",
         (select count(*)::int from jobs where payload ->> 'deliveryId' = d.id::text) as jobs
       from deliveries d where delivery_key = 'again'`,
    );
    expect(rows).toEqual([{ attempts: 3, wasSeenLater: true, jobs: 1 }]);
  });

  it('makes one row and one job of what two processes receive at once', async () => {
    const [one, other] = [0, 1].map(() => createReceiveDelivery({ database: test.database, jobs }));
    const receipts = await Promise.all(
      Array.from({ length: 40 }, (_, index) => {
        const receive = index % 2 === 0 ? one! : other!;
        return receive(delivery(`race:${Math.floor(index / 2) % 10}`));
      }),
    );
    expect(receipts.filter((receipt) => receipt === 'accepted')).toHaveLength(10);
    const [sums] = await test.database.sql.query(
      `select count(*)::int as deliveries, sum(attempts)::int as attempts from deliveries
       where delivery_key like 'race:%'`,
    );
    expect(sums).toEqual({ deliveries: 10, attempts: 40 });
  });

  it('hands the new jobs over, after they can be seen', async () => {
    const handed: string[][] = [];
    const receive = createReceiveDelivery({
      database: test.database,
      jobs: createEnqueuer({ delivers: true, send: (_queue, ids) => void handed.push([...ids]) }),
    });
    await receive(delivery('handed'));
    await receive(delivery('handed'));
    const rows = await test.database.sql.query<{ id: string; handed: boolean }>(
      `select j.id::text, handed_at is not null as handed from jobs j
       join deliveries d on d.id::text = j.payload ->> 'deliveryId' where delivery_key = 'handed'`,
    );
    expect(rows).toEqual([{ id: handed.flat()[0], handed: true }]);
    expect(handed.flat()).toHaveLength(1);
  });

  it('stores nothing when the job cannot be stored', async () => {
    const prepare: typeof jobs.prepare = (requests) => {
      const prepared = jobs.prepare(requests);
      return {
        ...prepared,
        insert: (first, condition) =>
          `${prepared.insert(first, condition)} and 1 / length(replace(task, task, '')) = 1`,
      };
    };
    const task = { ...recordCallrailEvent };
    Reflect.deleteProperty(task, 'dedupeKey');
    const receive = createReceiveDelivery({ database: test.database, jobs: { ...jobs, prepare } });
    await expect(receive(delivery('half', { task }))).rejects.toThrow('division by zero');
    const rows = await test.database.sql.query(
      `select id from deliveries where delivery_key = 'half'`,
    );
    expect(rows).toEqual([]);
  });

  it('keeps what makes no sense with the reason, without a job', async () => {
    const receive = createReceiveDelivery({ database: test.database, jobs });
    const odd = delivery('odd', { task: null, rejectedFor: 'no id' });
    expect(await receive(odd)).toBe('rejected');
    expect(await receive(odd)).toBe('duplicate');
    const rows = await test.database.sql.query(
      `select status, error, attempts from deliveries where delivery_key = 'odd'`,
    );
    expect(rows).toEqual([{ status: 'rejected', error: 'no id', attempts: 2 }]);
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
