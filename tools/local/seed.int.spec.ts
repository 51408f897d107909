import { createTestDatabase, type TestDatabase } from '@otto/testkit';
import { unseal } from '@otto/integrations';
import { createDemoCompanies } from './demo-data';
import { createDemoSecrets } from './demo-secrets';
import { seedDemoData } from './seed';

const TABLES = ['companies', 'users', 'phone_numbers', 'company_integrations'];

describe('the demo data', () => {
  const companies = createDemoCompanies();
  const { encryptionKey } = createDemoSecrets();
  let testDatabase: TestDatabase;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    await seedDemoData(testDatabase.url, encryptionKey, companies);
  });
  afterAll(() => testDatabase.stop());

  it('has two companies with a manager, two csrs and two sales reps each', async () => {
    const rows = await testDatabase.database.sql.query(
      `select company_id, string_agg(role, ',' order by role) as roles from users group by 1 order by 1`,
    );
    const roles = 'csr,csr,manager,sales_rep,sales_rep';
    expect(rows).toEqual([
      { company_id: 'org_demo', roles },
      { company_id: 'org_rival', roles },
    ]);
  });

  it('stays as it is, to the byte, when it is seeded again', async () => {
    const before = await everything();
    await seedDemoData(testDatabase.url, encryptionKey, companies);
    expect(await everything()).toEqual(before);
  });

  it('takes new credentials when they and the key have changed', async () => {
    const [changed, other] = createDemoCompanies();
    const next = createDemoSecrets().encryptionKey;
    await seedDemoData(testDatabase.url, next, [changed!, other!]);
    const [row] = await testDatabase.database.sql.query<{ key: string; token: string }>(
      `select signing_key_enc as key, webhook_token as token from company_integrations
       where company_id = 'org_demo' and provider = 'callrail'`,
    );
    expect(row?.token).toBe(changed?.callrail.token);
    expect(unseal(next, row?.key ?? '')).toBe(changed?.callrail.signingKey);
    await seedDemoData(testDatabase.url, encryptionKey, companies);
  });

  async function everything(): Promise<unknown[]> {
    const { sql } = testDatabase.database;
    return Promise.all(TABLES.map((table) => sql.query(`select * from ${table} order by 1`)));
  }
});
