import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { sign } from 'jsonwebtoken';
import { createHttpClient } from '../http/create-http-client';
import { json, startVendorServer, status, type VendorServer } from '../testing/vendor-server';
import { createSessionVerifier, type SessionVerifierOptions } from './session-verifier';

const issuer = 'https://clerk.otto.test';
const start = Math.floor(Date.parse('2026-11-24T12:00:00Z') / 1_000);
const newKeys = () => generateKeyPairSync('rsa', { modulusLength: 2_048 });
const [ours, next, foreign] = [newKeys(), newKeys(), newKeys()];
const pem = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();
const jwk = (key: KeyObject, kid: string): object => ({
  ...key.export({ format: 'jwk' }),
  kid,
  use: 'sig',
  alg: 'RS256',
});

const v2 = {
  v: 2,
  iss: issuer,
  sub: 'user_ann',
  sid: 'sess_1',
  azp: 'https://app.otto.test',
  sts: 'active',
  iat: start,
  nbf: start,
  exp: start + 60,
  o: { id: 'org_demo', slg: 'demo', rol: 'csr' },
};
const { o: _o, v: _v, ...withoutOrganization } = v2;
const v1 = { ...withoutOrganization, org_id: 'org_demo', org_role: 'org:manager' };

const token = (
  claims: object,
  { keys = ours, keyid = 'ours' }: { keys?: typeof ours; keyid?: string } = {},
): string => sign(claims, keys.privateKey, { algorithm: 'RS256', keyid });

let seconds = start + 30;
const now = (): Date => new Date(seconds * 1_000);
const verifier = (options: Partial<SessionVerifierOptions> = {}) =>
  createSessionVerifier({
    issuer,
    jwksUrl: 'http://127.0.0.1:1/unused',
    jwtKey: pem(ours.publicKey),
    authorizedParties: ['https://app.otto.test'],
    now,
    ...options,
  });

beforeEach(() => (seconds = start + 30));

describe('session tokens', () => {
  it('name user, company, role, session and end', async () => {
    expect(await verifier().verify(token(v2))).toEqual({
      userId: 'user_ann',
      companyId: 'org_demo',
      role: 'org:csr',
      expiresAt: new Date((start + 60) * 1_000),
      sessionId: 'sess_1',
    });
  });

  it('are read in the older version too', async () => {
    expect(await verifier().verify(token(v1))).toMatchObject({
      companyId: 'org_demo',
      role: 'org:manager',
    });
  });

  it.each(['organization_id', 'tenant_id', 'company_id'])(
    'name the company in %s',
    async (name) => {
      const claims = { ...withoutOrganization, [name]: 'org_rival', role: 'csr' };
      expect(await verifier().verify(token(claims))).toMatchObject({
        companyId: 'org_rival',
        role: 'csr',
      });
    },
  );

  it('may have no role, session or party', async () => {
    const { sid: _sid, azp: _azp, ...claims } = { ...v2, o: { id: 'org_demo' } };
    expect(await verifier().verify(token(claims))).toMatchObject({ role: null, sessionId: null });
  });

  it.each([
    [start + 89, true],
    [start - 30, true],
  ])('hold at second %i, within the leeway', async (second) => {
    seconds = second;
    expect(await verifier().verify(token(v2))).toMatchObject({ userId: 'user_ann' });
  });

  it('expire', async () => {
    seconds = start + 91;
    await expect(verifier().verify(token(v2))).rejects.toMatchObject({
      name: 'SessionTokenError',
      code: 'TOKEN_EXPIRED',
    });
  });

  it('must name a company', async () => {
    await expect(verifier().verify(token(withoutOrganization))).rejects.toMatchObject({
      code: 'MISSING_TENANT_ID',
    });
  });

  const { exp: _exp, ...endless } = v2;
  const { sub: _sub, ...nobody } = v2;
  const [head, body, signature] = token(v2).split('.');
  const encode = (value: object): string =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  it.each([
    ['of a foreign key', token(v2, { keys: foreign })],
    ['of another issuer', token({ ...v2, iss: 'https://evil.test' })],
    ['for another party', token({ ...v2, azp: 'https://evil.test' })],
    ['of a pending session', token({ ...v2, sts: 'pending' })],
    ['not valid yet', token({ ...v2, nbf: start + 61, exp: start + 120 })],
    ['without an end', token(endless)],
    ['without a user', token(nobody)],
    ['without a signature', sign(v2, null, { algorithm: 'none' })],
    ['stripped of its signature', `${head}.${body}.`],
    ['with a header that claims no algorithm', `${encode({ alg: 'none' })}.${body}.${signature}`],
    ['signed with the public key as a secret', sign(v2, Buffer.from(pem(ours.publicKey)))],
    ['with changed claims', `${head}.${encode({ ...v2, sub: 'user_eve' })}.${signature}`],
    ['that is no token', 'not.a.token'],
    ['that is empty', ''],
  ])('are refused when they are one %s', async (_case, bad) => {
    await expect(verifier().verify(bad)).rejects.toMatchObject({
      name: 'SessionTokenError',
      code: 'INVALID_TOKEN',
    });
  });

  it('may be for any party when none is configured', async () => {
    const claims = { ...v2, azp: 'https://elsewhere.test' };
    const open = verifier({ authorizedParties: [] });
    expect(await open.verify(token(claims))).toMatchObject({ userId: 'user_ann' });
  });
});

describe('session tokens checked with the key set of the issuer', () => {
  let server: VendorServer;
  beforeEach(async () => (server = await startVendorServer()));
  afterEach(() => server.close());

  const online = () =>
    verifier({
      jwtKey: undefined,
      jwksUrl: `${server.url}/.well-known/jwks.json`,
      http: createHttpClient({
        vendor: 'clerk',
        timeoutMs: 2_000,
        retry: { retries: 0, firstDelayMs: 1, maxDelayMs: 1 },
      }),
    });
  const lasting = (keys = ours, keyid = 'ours'): string =>
    token({ ...v2, exp: start + 100_000 }, { keys, keyid });
  const oursOnly = json({ keys: [jwk(ours.publicKey, 'ours')] });
  const bothKeys = json({ keys: [jwk(ours.publicKey, 'ours'), jwk(next.publicKey, 'next')] });
  const invalid = { code: 'INVALID_TOKEN' };

  it('fetch it once an hour, however many come at once', async () => {
    server.answerWith(oursOnly);
    const { verify } = online();
    await Promise.all([1, 2, 3].map(() => verify(lasting())));
    seconds += 3_599;
    await verify(lasting());
    expect(server.requests).toMatchObject([{ path: '/.well-known/jwks.json' }]);
    seconds += 1;
    await verify(lasting());
    expect(server.requests).toHaveLength(2);
  });

  it('fetch it again for an unknown key, so that keys can be rotated', async () => {
    server.answerWith(oursOnly, bothKeys);
    const { verify } = online();
    await verify(lasting());
    expect(await verify(lasting(next, 'next'))).toMatchObject({ userId: 'user_ann' });
    expect(server.requests).toHaveLength(2);
  });

  it('fetch it for unknown keys at most every 30 s', async () => {
    server.answerWith(oursOnly);
    const { verify } = online();
    await verify(lasting());
    for (const kid of ['x', 'y', 'z']) {
      await expect(verify(lasting(foreign, kid))).rejects.toMatchObject(invalid);
    }
    expect(server.requests).toHaveLength(2);
    seconds += 30;
    await expect(verify(lasting(foreign, 'x'))).rejects.toMatchObject(invalid);
    expect(server.requests).toHaveLength(3);
  });

  it('are refused when signed with another key than the one they name', async () => {
    server.answerWith(oursOnly);
    await expect(online().verify(lasting(foreign))).rejects.toMatchObject(invalid);
  });

  it('are judged by the keys at hand while the issuer is down', async () => {
    server.answerWith(oursOnly, status(503));
    const { verify } = online();
    await verify(lasting());
    seconds += 4_000;
    expect(await verify(lasting())).toMatchObject({ userId: 'user_ann' });
  });

  it.each([
    ['is down', status(503), { status: 503 }],
    ['serves no key set', json({ keys: 'none' }), { code: 'UNEXPECTED_ANSWER' }],
  ])('are no matter of the user when the issuer %s', async (_case, answer, expected) => {
    server.answerWith(answer);
    await expect(online().verify(lasting())).rejects.toMatchObject({
      name: 'ProviderError',
      isRetryable: true,
      ...expected,
    });
  });
});
