import { createTestDatabase, type TestDatabase } from '@otto/testkit';
import type { TenantTx } from './database';

describe('the connection of a transaction', () => {
  let test: TestDatabase;
  beforeAll(async () => (test = await createTestDatabase()));
  afterAll(() => test.stop());

  const backendOf = async (tx: TenantTx): Promise<unknown> =>
    (await tx.query<{ pid: number }>('select pg_backend_pid() as pid'))[0]?.pid;

  it('is the same for raw and for typed statements, and another for each transaction', async () => {
    const { database } = test;
    const inOne = await database.withTenant('org_one', async (tx) => {
      const raw = await backendOf(tx);
      const typed = await tx.db.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`;
      expect(typed[0]?.pid).toBe(raw);
      const inOther = await database.withTenant('org_two', backendOf);
      expect(inOther).not.toBe(raw);
      expect(await backendOf(tx)).toBe(raw);
      return raw;
    });
    expect(inOne).toEqual(expect.any(Number));
  });

  it('refuses a statement that comes after the end, when it serves somebody else', async () => {
    const left = await test.database.withTenant('org_one', (tx) => Promise.resolve(tx));
    await expect((async () => left.query('select 1'))()).rejects.toThrow('has ended');
  });
});
