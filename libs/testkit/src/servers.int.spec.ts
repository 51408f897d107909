import Redis from 'ioredis';
import { createTestDatabase, createTestRedis, type LocalServer, type TestDatabase } from './index';

describe('the servers of a spec file', () => {
  let testDatabase: TestDatabase;
  let redis: LocalServer;

  beforeAll(async () => {
    [testDatabase, redis] = await Promise.all([createTestDatabase(), createTestRedis()]);
  });
  afterAll(async () => {
    await Promise.all([testDatabase.stop(), redis.stop()]);
  });

  it('has a migrated, empty database of its own', async () => {
    const { database } = testDatabase;
    await expect(database.sql.query('select id from companies')).resolves.toEqual([]);
    const other = await createTestDatabase();
    expect(other.url).not.toBe(testDatabase.url);
    await other.stop();
  });

  it('writes commits to disk as production does', async () => {
    const rows = await testDatabase.database.sql.query<{ fsync: string }>('show fsync');
    expect(rows).toEqual([{ fsync: 'on' }]);
  });

  it('has a Redis of its own that keeps nothing', async () => {
    const client = new Redis(redis.url);
    await client.set('key', 'value');
    await expect(client.config('GET', 'appendonly')).resolves.toEqual(['appendonly', 'no']);
    await expect(client.config('GET', 'save')).resolves.toEqual(['save', '']);
    await client.quit();
  });

  it('stops a Redis that has died already', async () => {
    const doomed = await createTestRedis();
    process.kill(doomed.pid, 'SIGKILL');
    await doomed.ended;
    await expect(doomed.stop()).resolves.toBeUndefined();
  });
});
