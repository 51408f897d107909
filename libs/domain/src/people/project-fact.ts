import {
  deactivateCompany,
  findUser,
  listClerkObjects,
  saveCompany,
  updateUser,
  type ClerkObjectRow,
  type SystemTx,
} from '@otto/db';
import type { ClerkMembership, ClerkOrganization, ClerkUser } from '@otto/integrations';
import type { ClerkFact, InvitationFact } from './clerk-fact';
import { claimEmail, deactivatePerson } from './person';
import { projectInvitation } from './project-invitation';
import { projectMember, type MemberNews, type MemberResult } from './project-member';

/** Brings companies, people and invitations up to a fact that is stored; says what is in the way. */
export async function projectFact(
  tx: SystemTx,
  fact: ClerkFact,
  before: ClerkObjectRow | null,
): Promise<MemberResult> {
  const at = fact.changedAt;
  switch (fact.kind) {
    case 'user':
      return fact.data ? applyUser(tx, fact.data, at) : removeUser(tx, fact.id);
    case 'organization':
      if (fact.data) return applyOrganization(tx, fact.data, at);
      await deactivateCompany(tx, fact.id);
      return 'linked';
    case 'membership':
      return fact.data ? applyMembership(tx, fact.data, { fact, before }) : 'incomplete';
    case 'invitation':
      return fact.data ? applyInvitation(tx, fact.data, at) : 'incomplete';
  }
}

async function applyUser(tx: SystemTx, user: ClerkUser, at: Date): Promise<MemberResult> {
  const row = await findUser(tx, user.userId);
  if (!row) {
    const memberships = await listClerkObjects(tx, { kind: 'membership', userId: user.userId });
    return projectAll(tx, memberships, { cause: 'other', at });
  }
  // Who has left has given up the address; what is said here counts again on joining.
  if (!row.active) return 'linked';
  const email = user.email?.toLowerCase() ?? row.email;
  if (!(await claimEmail(tx, email, row.id))) return 'email_taken';
  await updateUser(tx, row.id, { email, name: user.name ?? row.name, phone: user.phone });
  return 'linked';
}

async function removeUser(tx: SystemTx, userId: string): Promise<MemberResult> {
  const row = await findUser(tx, userId);
  if (row) await deactivatePerson(tx, row);
  return 'linked';
}

async function applyOrganization(
  tx: SystemTx,
  { companyId: orgId, name }: ClerkOrganization,
  at: Date,
): Promise<MemberResult> {
  await saveCompany(tx, { id: orgId, name });
  for (const { data, changedAt } of await listClerkObjects(tx, { kind: 'invitation', orgId })) {
    await projectInvitation(tx, data as unknown as InvitationFact, changedAt);
  }
  const memberships = await listClerkObjects(tx, { kind: 'membership', orgId });
  return projectAll(tx, memberships, { cause: 'other', at });
}

async function applyMembership(
  tx: SystemTx,
  membership: ClerkMembership,
  { fact, before }: { readonly fact: ClerkFact; readonly before: ClerkObjectRow | null },
): Promise<MemberResult> {
  if (fact.deleted) {
    const row = await findUser(tx, membership.userId);
    if (row?.companyId === membership.companyId) await deactivatePerson(tx, row);
    return 'linked';
  }
  return projectMember(tx, membership, { cause: causeOf(membership, before), at: fact.changedAt });
}

function causeOf(membership: ClerkMembership, before: ClerkObjectRow | null): MemberNews['cause'] {
  if (!before || before.deleted) return 'joined';
  const { role } = before.data as unknown as ClerkMembership;
  return role === membership.role ? 'other' : 'clerk_role_changed';
}

async function applyInvitation(
  tx: SystemTx,
  invitation: InvitationFact,
  at: Date,
): Promise<MemberResult> {
  await projectInvitation(tx, invitation, at);
  if (invitation.state === 'revoked') return 'linked';
  const orgId = invitation.companyId;
  const email = invitation.email.toLowerCase();
  const memberships = await listClerkObjects(tx, { kind: 'membership', orgId });
  const invited = memberships.filter(({ userId, data }) => {
    const { identifier } = data as unknown as ClerkMembership;
    return userId === invitation.userId || identifier?.toLowerCase() === email;
  });
  return projectAll(tx, invited, { cause: 'invitation', at });
}

/** An address in the way is worth another try; what else is missing, other news bring. */
async function projectAll(
  tx: SystemTx,
  memberships: readonly ClerkObjectRow[],
  news: MemberNews,
): Promise<MemberResult> {
  const results: MemberResult[] = [];
  for (const { data } of memberships) {
    results.push(await projectMember(tx, data as unknown as ClerkMembership, news));
  }
  return results.includes('email_taken') ? 'email_taken' : 'linked';
}
