import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

export interface SigningKey {
  /** RFC 7638 thumbprint, so that the same key keeps its id over restarts. */
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly jwk: Readonly<Record<string, unknown>>;
}

export function createSigningKey(privateKeyPem: string): SigningKey {
  const privateKey = createPrivateKey(privateKeyPem);
  const { e, kty, n } = createPublicKey(privateKeyPem).export({ format: 'jwk' });
  const id = createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
  return { id, privateKey, jwk: { use: 'sig', kty, kid: id, alg: 'RS256', n, e } };
}
