import { findMembers, type Database, type MemberRecord, type Membership } from '@otto/db';
import { createBatcher } from '@otto/db/sql';
import { ROLES, type Role, type Viewer } from '@otto/domain';
import { SessionTokenError, type SessionClaims } from '@otto/integrations';
import { Problem } from './problem';

/** Verifies a session token and tells whose it is; throws SessionTokenError. */
export type VerifySession = (token: string) => Promise<SessionClaims>;

/** Who has signed in; role and company are those of our row. */
export interface Member extends Viewer {
  readonly companyId: string;
  readonly name: string;
}

export interface SignedInUser extends Member {
  readonly signedInUntil: Date;
}

/** The member as our table has them now, or throws that they are none. */
export type Admit = (membership: Membership) => Promise<Member>;

/** Turns an Authorization header into the user, or throws what the client is to be told. */
export type Authenticate = (authorization: string | undefined) => Promise<SignedInUser>;

/** Our table says whether somebody belongs to a company, is active, and in which role. */
export function createAdmit(deps: { readonly database: Database }): Admit {
  const findMember = createBatcher(async (pairs: readonly Membership[]) => {
    const members = await findMembers(deps.database.sql, pairs);
    return pairs.map(
      (pair) =>
        members.find((one) => one.userId === pair.userId && one.companyId === pair.companyId) ??
        null,
    );
  });
  return async ({ userId, companyId }) => admitted(await findMember({ userId, companyId }));
}

/**
 * The token says who somebody is and for which organization they speak, and our table the rest
 * (DOMAIN 5.4).
 */
export function createAuthenticate(deps: {
  readonly database: Database;
  readonly verifySession: VerifySession;
}): Authenticate {
  const admit = createAdmit(deps);
  return async (authorization) => {
    const claims = await deps.verifySession(bearerToken(authorization));
    return { ...(await admit(claims)), signedInUntil: claims.expiresAt };
  };
}

function bearerToken(authorization: string | undefined): string {
  const token = /^Bearer +([^\s]+) *$/i.exec(authorization ?? '')?.[1];
  if (!token) throw new SessionTokenError('INVALID_TOKEN', 'there is no bearer token');
  return token;
}

function admitted(member: MemberRecord | null): Member {
  if (!member || !member.isActive || !member.isCompanyActive) {
    throw new Problem(403, 'MISSING_USER_ROLE', 'You have no active role in this organization.');
  }
  if (!isRole(member.role)) {
    throw new Problem(403, 'INVALID_USER_ROLE', 'Your role is not one that Otto knows.');
  }
  return { id: member.userId, companyId: member.companyId, role: member.role, name: member.name };
}

function isRole(role: string): role is Role {
  return (ROLES as readonly string[]).includes(role);
}
