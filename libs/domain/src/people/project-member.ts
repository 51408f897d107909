import {
  findClerkObject,
  findInvitationFor,
  findUser,
  insertUser,
  listClerkObjects,
  updateInvitation,
  updateUser,
  type SystemTx,
} from '@otto/db';
import type { ClerkMembership, ClerkUser } from '@otto/integrations';
import type { InvitationFact } from './clerk-fact';
import { chooseRole, type RoleChoice } from './member-role';
import { auditPerson, claimEmail } from './person';
import { takeCompany } from './project-company';

/**
 * `linked`: the person works for the company. `incomplete`: not enough is known of them yet, other
 * news brings it. `gone`: person or company is deleted at Clerk. The rest says what is in the way.
 */
export type MemberResult =
  'linked' | 'incomplete' | 'gone' | 'other_company' | 'no_role' | 'email_taken';

export interface MemberNews {
  readonly cause: RoleChoice['cause'];
  readonly at: Date;
}

/** Makes a person of the company from all that Clerk has said of the membership. */
export async function projectMember(
  tx: SystemTx,
  membership: ClerkMembership,
  { cause, at }: MemberNews,
): Promise<MemberResult> {
  const { userId, companyId } = membership;
  const company = await takeCompany(tx, membership);
  if (company !== 'present') return company === 'gone' ? 'gone' : 'incomplete';
  const known = await findClerkObject(tx, 'user', userId);
  if (known?.deleted) return 'gone';
  const row = await findUser(tx, userId);
  if (row && row.companyId !== companyId) return 'other_company';
  // Somebody in Otto may have ended the access; only joining again brings it back.
  if (row?.active === false && cause !== 'joined') return 'linked';

  const said = (known?.data ?? null) as ClerkUser | null;
  const emails = await addressesOf(tx, membership, said);
  const invitation = await findInvitationFor(tx, companyId, emails);
  const invited = invitation?.role ?? null;
  const current = row?.role ?? null;
  const isJoining = row === null || cause === 'joined';
  const role = chooseRole({
    current,
    invited,
    clerkRole: membership.role,
    cause: isJoining ? 'joined' : cause,
  });
  if (role === null) return 'no_role';
  const email = emails[0];
  if (email === undefined) return 'incomplete';
  if (!(await claimEmail(tx, email, userId))) return 'email_taken';

  const place = isJoining && invitation ? placeOf(invitation) : {};
  if (row === null) {
    const name = said?.name ?? membership.name ?? email;
    const user = { id: userId, companyId, email, name, phone: said?.phone ?? null, role, ...place };
    await insertUser(tx, user);
    await auditPerson(tx, user, 'user_created', { role });
  } else {
    const profile = said ? { name: said.name ?? row.name, phone: said.phone } : {};
    await updateUser(tx, userId, { email, role, active: true, ...profile, ...place });
    if (role !== current) await auditPerson(tx, row, 'role_changed', { from: current, to: role });
  }
  if (invitation?.status === 'sent') {
    await updateInvitation(tx, invitation, { status: 'accepted', acceptedAt: at });
  }
  return 'linked';
}

/** The person's own address first, then those by which they may have been invited. */
async function addressesOf(
  tx: SystemTx,
  { userId, companyId, identifier }: ClerkMembership,
  user: ClerkUser | null,
): Promise<string[]> {
  const accepted = await listClerkObjects(tx, { kind: 'invitation', userId, orgId: companyId });
  const invited = accepted.map(({ data }) => (data as unknown as InvitationFact).email);
  return [user?.email, identifier?.includes('@') ? identifier : null, ...invited]
    .filter((email) => email != null)
    .map((email) => email.toLowerCase());
}

function placeOf({
  territory,
  department,
}: {
  territory: string | null;
  department: string | null;
}) {
  return { territory, department };
}
