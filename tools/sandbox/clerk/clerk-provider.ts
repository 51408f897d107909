import { Router } from 'express';
import { recordReceived } from '../journal/record-received';
import type { SandboxDeps } from '../sandbox-deps';
import type { Directory } from './directory';
import { createClerkRest } from './rest-router';
import type { SigningKey } from './signing-key';

export interface ClerkDeps extends SandboxDeps {
  readonly signingKey: SigningKey;
  readonly directory: Directory;
}

/** Clerk at the network: the keys of its session tokens, and its REST API under /v1. */
export function createClerkProvider(deps: ClerkDeps): Router {
  return Router()
    .use(recordReceived(deps.journal, 'clerk'))
    .get('/.well-known/jwks.json', (_request, response) => {
      response.json({ keys: [deps.signingKey.jwk] });
    })
    .use('/v1', createClerkRest(deps));
}
