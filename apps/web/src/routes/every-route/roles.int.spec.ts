import { ROLES, type Role } from '@otto/domain';
import {
  createTestDatabase,
  seedCompany,
  TEST_ENCRYPTION_KEY,
  type SeededCompany,
  type TestDatabase,
} from '@otto/testkit';
import { nameOf } from '../../http/check-table';
import { isRoleWall, userWith } from '../../testing/admitted';
import { exampleRequest, send } from '../../testing/route-request';
import { seedSampleRecords, type SampleRecords } from '../../testing/sample-records';
import { createSpecApp } from '../../testing/spec-app';

let test: TestDatabase;
let demo: SeededCompany;
let records: SampleRecords;
let web: ReturnType<typeof createSpecApp>;

beforeAll(async () => {
  test = await createTestDatabase();
  demo = await seedCompany(test.database);
  records = await seedSampleRecords(test.database, demo);
  web = createSpecApp({ database: test.database, encryptionKeys: TEST_ENCRYPTION_KEY });
});
afterAll(() => test.stop());

const tokenOf = (role: Role, options: Parameters<typeof web.bearer>[1] = {}): string =>
  web.bearer(userWith(role, demo), { companyId: demo.id, ...options });

/** What every route answers to, one line for each: easier to read when one of many is wrong. */
const outcomes = async (authorization: () => string | undefined): Promise<string[]> => {
  const lines: string[] = [];
  for (const route of web.routes) {
    const answer = await send(web.app, route, exampleRequest(route, records), authorization());
    lines.push(`${nameOf(route)} ${answer.status} ${answer.body.error_code}`);
  }
  return lines;
};

describe.each(ROLES)('a %s', (role) => {
  it('is let in by the routes that name the role, and refused by all others', async () => {
    for (const route of web.routes) {
      const answer = await send(web.app, route, exampleRequest(route, records), tokenOf(role));
      expect([nameOf(route), isRoleWall(answer)]).toEqual([
        nameOf(route),
        !route.roles.includes(role),
      ]);
      expect([nameOf(route), answer.status < 500, answer.status !== 401]).toEqual([
        nameOf(route),
        true,
        true,
      ]);
    }
    expect(web.errors).toEqual([]);
  });
});

describe('every route', () => {
  it.each<[string, string, () => string | undefined]>([
    ['without a token', 'INVALID_TOKEN', () => undefined],
    ['with an expired token', 'TOKEN_EXPIRED', () => tokenOf('manager', { expiresInSeconds: -60 })],
    [
      'with a token of a foreign key',
      'INVALID_TOKEN',
      () => tokenOf('manager', { isForged: true }),
    ],
    [
      'with a token for another application',
      'INVALID_TOKEN',
      () => tokenOf('manager', { party: 'https://elsewhere.example' }),
    ],
    [
      'with a token of another issuer',
      'INVALID_TOKEN',
      () => tokenOf('manager', { issuer: 'https://elsewhere.example' }),
    ],
  ])('answers 401 %s', async (_name, code, authorization) => {
    expect(await outcomes(authorization)).toEqual(
      web.routes.map((route) => `${nameOf(route)} 401 ${code}`),
    );
  });
});
