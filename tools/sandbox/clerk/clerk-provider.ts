import { Router } from 'express';
import { recordReceived } from '../journal/record-received';
import type { SandboxDeps } from '../sandbox-deps';
import type { SigningKey } from './signing-key';

export interface ClerkDeps extends SandboxDeps {
  readonly signingKey: SigningKey;
}

/** Clerk at the network: the keys that its session tokens are verified with. */
export function createClerkProvider({ journal, signingKey }: ClerkDeps): Router {
  return Router()
    .use(recordReceived(journal, 'clerk'))
    .get('/.well-known/jwks.json', (_request, response) => {
      response.json({ keys: [signingKey.jwk] });
    });
}
