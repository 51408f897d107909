import request from 'supertest';
import { seal } from '@otto/integrations';
import { unsubscribeUrl } from '@otto/domain';
import {
  createTestDatabase,
  seedCompany,
  TEST_ENCRYPTION_KEY,
  type SeededCompany,
  type TestDatabase,
} from '@otto/testkit';
import { createSpecApp } from '../testing/spec-app';

let test: TestDatabase;
let demo: SeededCompany;
let web: ReturnType<typeof createSpecApp>;

beforeAll(async () => {
  test = await createTestDatabase();
  demo = await seedCompany(test.database);
  web = createSpecApp({ database: test.database, encryptionKeys: TEST_ENCRYPTION_KEY });
});
afterAll(() => test.stop());

const optOuts = () =>
  test.database.withTenant(demo.id, ({ db }) =>
    db.emailOptOut.findMany({ where: { companyId: demo.id } }),
  );

describe('the way out of e-mails', () => {
  it('is taken by a POST without signing in, once, and not by looking at the link', async () => {
    const link = unsubscribeUrl(
      { publicUrl: '', encryptionKeys: TEST_ENCRYPTION_KEY },
      { companyId: demo.id, email: 'Pat@Customer.example' },
    );
    expect(link).not.toContain('ustomer.example');
    const page = await request(web.app).get(link);
    expect([page.status, page.text.includes('method="post"')]).toEqual([200, true]);
    expect(await optOuts()).toEqual([]);
    for (const _ of [1, 2]) {
      const answer = await request(web.app)
        .post(link)
        .type('form')
        .send({ 'List-Unsubscribe': 'One-Click' });
      expect(answer.status).toBe(200);
    }
    expect(await optOuts()).toMatchObject([{ email: 'pat@customer.example' }]);
  });

  it.each<[string, () => string]>([
    ['none', () => ''],
    ['one that is no link of ours', () => 'v1.00000000.a.b.c'],
    ['something else that we sealed', () => seal(TEST_ENCRYPTION_KEY, '{"apiKey":"k"}')],
    ['sealed words that are no JSON', () => seal(TEST_ENCRYPTION_KEY, 'key')],
  ])('is closed to a token that is %s', async (_name, token) => {
    const answer = await request(web.app).post(`/unsubscribe?token=${token()}`);
    expect(answer.status).toBe(403);
  });
});
