import type { SandboxDeps } from '../sandbox-deps';
import { createSessionToken } from './session-token';
import type { SigningKey } from './signing-key';

export interface TokenRequest {
  readonly userId: string;
  readonly expiresInSeconds?: number | undefined;
  readonly overrides?: Readonly<Record<string, unknown>> | undefined;
}

export const TWELVE_HOURS = 12 * 3_600;

/** Signs a demo user in; null for a user that no company has. */
export function createTokenIssuer(deps: SandboxDeps, key: SigningKey) {
  return ({ userId, expiresInSeconds, overrides }: TokenRequest): string | null => {
    for (const company of deps.config.companies) {
      const user = company.users.find(({ id }) => id === userId);
      if (!user) continue;
      return createSessionToken(key, {
        company,
        user,
        issuer: `${deps.urls.sandbox()}/clerk`,
        authorizedParty: new URL(deps.urls.web()).origin,
        now: deps.now(),
        expiresInSeconds: expiresInSeconds ?? TWELVE_HOURS,
        overrides: overrides ?? {},
      });
    }
    return null;
  };
}
