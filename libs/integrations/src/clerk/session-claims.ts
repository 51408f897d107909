import { z } from 'zod';

export interface SessionClaims {
  readonly userId: string;
  readonly companyId: string;
  /** With Clerk's prefix, e.g. `org:csr`; custom claims as they came; null when absent. */
  readonly role: string | null;
  readonly expiresAt: Date;
  readonly sessionId: string | null;
}

export type SessionTokenErrorCode = 'TOKEN_EXPIRED' | 'INVALID_TOKEN' | 'MISSING_TENANT_ID';

/** A token that signs nobody in. The message says why, and nothing of the token. */
export class SessionTokenError extends Error {
  override readonly name = 'SessionTokenError';

  constructor(
    readonly code: SessionTokenErrorCode,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}

const word = z.string().min(1).nullish();
const payload = z.object({
  sub: z.string().min(1),
  exp: z.number(),
  sid: word,
  azp: word,
  sts: word,
  /** Version 2: https://clerk.com/docs/guides/sessions/session-tokens (2026-11). */
  o: z.object({ id: z.string().min(1), rol: word }).nullish(),
  org: z.object({ id: word }).nullish(),
  org_id: word,
  organization_id: word,
  tenant_id: word,
  company_id: word,
  org_role: word,
  role: word,
});

/** Reads claims of version 1 or 2, from a token whose signature and times are already verified. */
export function readSessionClaims(
  verified: unknown,
  authorizedParties: readonly string[],
): SessionClaims {
  const parsed = payload.safeParse(verified);
  if (!parsed.success) {
    throw new SessionTokenError('INVALID_TOKEN', 'a claim is absent or has the wrong type');
  }
  const claims = parsed.data;
  if (claims.sts === 'pending') {
    throw new SessionTokenError('INVALID_TOKEN', 'the session is pending');
  }
  // Clerk leaves azp out for clients that send no Origin, such as the mobile app.
  if (authorizedParties.length > 0 && claims.azp && !authorizedParties.includes(claims.azp)) {
    throw new SessionTokenError('INVALID_TOKEN', 'the token was made for another party');
  }
  const companyId =
    claims.o?.id ??
    claims.org_id ??
    claims.organization_id ??
    claims.tenant_id ??
    claims.company_id ??
    claims.org?.id;
  if (!companyId) throw new SessionTokenError('MISSING_TENANT_ID', 'the token names no company');
  return {
    userId: claims.sub,
    companyId,
    role: claims.o?.rol ? `org:${claims.o.rol}` : (claims.org_role ?? claims.role ?? null),
    expiresAt: new Date(claims.exp * 1_000),
    sessionId: claims.sid ?? null,
  };
}
