import { unseal } from '@otto/integrations';
import { createTestDatabase, seedCompany, TEST_ENCRYPTION_KEY, type TestDatabase } from '../index';

describe('seedCompany', () => {
  let testDatabase: TestDatabase;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
  });
  afterAll(() => testDatabase.stop());

  it('gives every company its own users, number and CallRail account', async () => {
    const { database } = testDatabase;
    const [first, second] = [await seedCompany(database), await seedCompany(database)];
    expect(first.trackingNumber).not.toBe(second.trackingNumber);
    const roles = await database.withTenant(first.id, ({ db }) =>
      db.user.findMany({ select: { role: true }, orderBy: { role: 'asc' } }),
    );
    expect(roles.map(({ role }) => role)).toEqual(['csr', 'manager', 'sales_rep']);
  });

  it('seals the credentials with the key of the specs', async () => {
    const { database } = testDatabase;
    const company = await seedCompany(database);
    const stored = await database.withTenant(company.id, ({ db }) =>
      db.companyIntegration.findFirstOrThrow({ where: { companyId: company.id } }),
    );
    expect(JSON.parse(unseal(TEST_ENCRYPTION_KEY, stored.credentialsEnc))).toEqual({
      apiKey: company.callrail.apiKey,
    });
    expect(unseal(TEST_ENCRYPTION_KEY, stored.signingKeyEnc ?? '')).toBe(
      company.callrail.signingKey,
    );
  });
});
