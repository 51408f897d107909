import { createTestDatabase, migrate, type TestDatabase } from '../index';
import { isMigrated } from './is-migrated';
import { migrationsDir } from './migrate';

describe('migrate', () => {
  let testDatabase: TestDatabase;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
  });
  afterAll(() => testDatabase.stop());

  it('sees that a database has every migration', async () => {
    await expect(isMigrated(testDatabase.url, migrationsDir)).resolves.toBe(true);
    await expect(migrate(testDatabase.url)).resolves.toBeUndefined();
  });

  it('sees that one is missing', async () => {
    const { sql } = testDatabase.database;
    await sql.query(`update _prisma_migrations set migration_name = 'another'`);
    await expect(isMigrated(testDatabase.url, migrationsDir)).resolves.toBe(false);
  });

  it('takes a server that is not there for one without migrations', async () => {
    await expect(isMigrated('postgresql://x@127.0.0.1:1/x', migrationsDir)).resolves.toBe(false);
  });
});
