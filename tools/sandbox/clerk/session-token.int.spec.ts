import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { decode, verify } from 'jsonwebtoken';
import { jsonOf } from '../testing/json-of';
import { useSandbox } from '../testing/with-sandbox';

const bed = useSandbox();
const postToken = (body: object) =>
  fetch(`${bed.sandbox.url}/tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

async function verifyWithJwks(token: string) {
  const response = await fetch(`${bed.sandbox.url}/clerk/.well-known/jwks.json`);
  const { keys } = (await response.json()) as { keys: (JsonWebKey & { kid: string })[] };
  const kid = decode(token, { complete: true })?.header.kid;
  const key = createPublicKey({ key: keys.find((jwk) => jwk.kid === kid)!, format: 'jwk' });
  return verify(token, key, { algorithms: ['RS256'], issuer: `${bed.sandbox.url}/clerk` });
}

it('signs a user in with claims of version 2, verifiable with the published keys', async () => {
  const { token } = await jsonOf(postToken({ userId: 'user_ann' }));
  const claims = await verifyWithJwks(token as string);
  expect(claims).toMatchObject({
    v: 2,
    sub: 'user_ann',
    sts: 'active',
    azp: bed.web.url,
    o: { id: 'org_demo', rol: 'csr', slg: 'demo-roofing' },
  });
  const { exp = 0, iat = 0 } = claims as { exp?: number; iat?: number };
  expect(exp - iat).toBe(12 * 3_600);
});

it('makes a token that has expired', async () => {
  const { token } = await jsonOf(postToken({ userId: 'user_ann', expiresInSeconds: -60 }));
  await expect(verifyWithJwks(token as string)).rejects.toThrow('jwt expired');
});

it('replaces claims, and takes away those that are null', async () => {
  const overrides = { o: null, org_id: 'org_demo', sts: 'pending' };
  const { token } = await jsonOf(postToken({ userId: 'user_mia', overrides }));
  const claims = await verifyWithJwks(token as string);
  expect(claims).toMatchObject({ org_id: 'org_demo', sts: 'pending' });
  expect(claims).not.toHaveProperty('o');
});

it('answers 404 for a user that no company has', async () => {
  expect((await postToken({ userId: 'user_nobody' })).status).toBe(404);
});
