import type { SandboxDeps } from '../sandbox-deps';
import type { Directory } from './directory';
import { createSessionToken } from './session-token';
import type { SigningKey } from './signing-key';

export interface TokenRequest {
  readonly userId: string;
  readonly expiresInSeconds?: number | undefined;
  readonly overrides?: Readonly<Record<string, unknown>> | undefined;
}

export const TWELVE_HOURS = 12 * 3_600;

/** Signs somebody in; null for who belongs to no company. */
export function createTokenIssuer(deps: SandboxDeps & { directory: Directory }, key: SigningKey) {
  return ({ userId, expiresInSeconds, overrides }: TokenRequest): string | null => {
    const { memberships, organizations } = deps.directory;
    const membership = [...memberships.values()].find((one) => one.userId === userId);
    const company = membership && organizations.get(membership.organizationId);
    if (!membership || !company) return null;
    return createSessionToken(key, {
      company,
      user: { id: userId, role: membership.role },
      issuer: `${deps.urls.sandbox()}/clerk`,
      authorizedParty: new URL(deps.urls.web()).origin,
      now: deps.now(),
      expiresInSeconds: expiresInSeconds ?? TWELVE_HOURS,
      overrides: overrides ?? {},
    });
  };
}
