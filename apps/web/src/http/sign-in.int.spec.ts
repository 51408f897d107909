import request from 'supertest';
import {
  createTestDatabase,
  seedCompany,
  TEST_ENCRYPTION_KEY,
  uniquePhone,
  type SeededCompany,
  type TestDatabase,
} from '@otto/testkit';
import { seedConversation } from '../testing/seed-conversation';
import { createSpecApp } from '../testing/spec-app';

let test: TestDatabase;
let demo: SeededCompany;
let rival: SeededCompany;
let web: ReturnType<typeof createSpecApp>;

beforeAll(async () => {
  test = await createTestDatabase();
  demo = await seedCompany(test.database);
  rival = await seedCompany(test.database);
  web = createSpecApp({ database: test.database, encryptionKeys: TEST_ENCRYPTION_KEY });
});
afterAll(() => test.stop());

const read = (authorization?: string, path = '/api/v1/calls') => {
  const reading = request(web.app).get(path);
  return authorization === undefined ? reading : reading.set('Authorization', authorization);
};

describe('signing in', () => {
  it.each(['manager', 'csr', 'salesRep'] as const)('lets a %s in', async (role) => {
    const answer = await read(web.bearer(demo.users[role], { companyId: demo.id }));
    expect(answer.status).toBe(200);
  });

  it('takes the older form of the token too', async () => {
    const token = web.bearer(demo.users.csr, { companyId: demo.id, isOldForm: true });
    expect((await read(token)).status).toBe(200);
  });

  it('heeds the role in our table and not the one that is claimed', async () => {
    const token = web.bearer(demo.users.csr, { companyId: demo.id, claimedRole: 'manager' });
    const callId = (
      await seedConversation(test.database, { companyId: demo.id, phone: uniquePhone() })
    ).callId;
    expect((await read(token, `/api/v1/calls/${callId}`)).status).toBe(404);
  });

  it.each<[string, string, () => string | undefined]>([
    ['there is no token', 'INVALID_TOKEN', () => undefined],
    ['the scheme is another', 'INVALID_TOKEN', () => 'Basic dTpw'],
    ['the token is no token', 'INVALID_TOKEN', () => 'Bearer nonsense'],
    [
      'it is signed by somebody else',
      'INVALID_TOKEN',
      () => web.bearer(demo.users.manager, { companyId: demo.id, isForged: true }),
    ],
    [
      'it is of another issuer',
      'INVALID_TOKEN',
      () => web.bearer(demo.users.manager, { companyId: demo.id, issuer: 'https://x.example' }),
    ],
    [
      'it has expired',
      'TOKEN_EXPIRED',
      () => web.bearer(demo.users.manager, { companyId: demo.id, expiresInSeconds: -60 }),
    ],
    [
      'it is not valid yet',
      'INVALID_TOKEN',
      () => web.bearer(demo.users.manager, { companyId: demo.id, notBeforeInSeconds: 50 }),
    ],
    [
      'its session is pending',
      'INVALID_TOKEN',
      () => web.bearer(demo.users.manager, { companyId: demo.id, isPending: true }),
    ],
    [
      'it was made for another application',
      'INVALID_TOKEN',
      () => web.bearer(demo.users.manager, { companyId: demo.id, party: 'https://x.example' }),
    ],
    ['it names no organization', 'MISSING_TENANT_ID', () => web.bearer(demo.users.manager)],
  ])('answers 401 when %s', async (_name, code, authorization) => {
    const answer = await read(authorization());
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.body).toMatchObject({ success: false, error_code: code, error: { code } });
  });

  it.each<[string, () => string]>([
    ['nobody of ours', () => web.bearer('user_unknown', { companyId: demo.id })],
    ['somebody of another company', () => web.bearer(demo.users.manager, { companyId: rival.id })],
    ['of an unknown company', () => web.bearer(demo.users.manager, { companyId: 'org_unknown' })],
  ])('answers 403 when the token is %s', async (_name, authorization) => {
    const answer = await read(authorization());
    expect(answer.status).toBe(403);
    expect(answer.body.error_code).toBe('MISSING_USER_ROLE');
  });

  it('ends at once for a user and for a company that is deactivated', async () => {
    const company = await seedCompany(test.database);
    const token = web.bearer(company.users.csr, { companyId: company.id });
    expect((await read(token)).status).toBe(200);
    await test.database.sql.query('update users set active = false where id = $1', [
      company.users.csr,
    ]);
    expect((await read(token)).status).toBe(403);
    await test.database.sql.query('update companies set active = false where id = $1', [
      company.id,
    ]);
    expect((await read(web.bearer(company.users.manager, { companyId: company.id }))).status).toBe(
      403,
    );
  });
});
