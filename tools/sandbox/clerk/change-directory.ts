import { randomBytes } from 'node:crypto';
import { needed } from '../simulations/find-by-name';
import { deletedBody, invitationBody, membershipBody, organizationBody, userBody } from './bodies';
import type { ClerkInvitation, ClerkMembership, Directory } from './directory';

export const CLERK_EVENTS = [
  'user.created',
  'user.updated',
  'user.deleted',
  'organization.created',
  'organization.updated',
  'organization.deleted',
  'organizationMembership.created',
  'organizationMembership.updated',
  'organizationMembership.deleted',
  'organizationInvitation.created',
  'organizationInvitation.accepted',
  'organizationInvitation.revoked',
] as const;

/** What happens; ids that are left out are new ones or the likeliest ones. */
export interface ClerkChange {
  readonly type: (typeof CLERK_EVENTS)[number];
  readonly companyId: string;
  readonly userId?: string | undefined;
  readonly organizationId?: string | undefined;
  readonly invitationId?: string | undefined;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  /** Without Clerk's prefix. */
  readonly role?: string | undefined;
}

const newId = (prefix: string) => `${prefix}_${randomBytes(14).toString('hex')}`;

interface Changed {
  readonly id: string;
  readonly body: object;
}

/** Lets it happen, and gives the record as it is then. */
export function changeDirectory(directory: Directory, input: ClerkChange, now: Date): Changed {
  const [subject] = input.type.split('.');
  switch (subject) {
    case 'user':
      return changeUser(directory, input, now);
    case 'organization':
      return changeOrganization(directory, input, now);
    case 'organizationMembership':
      return changeMembership(directory, input, now);
    default:
      return changeInvitation(directory, input, now);
  }
}

function changeUser({ users, memberships }: Directory, input: ClerkChange, now: Date): Changed {
  if (input.type === 'user.created') {
    const id = input.userId ?? newId('user');
    const email = input.email ?? `${id.slice(5, 13)}@example.com`;
    const user = { id, email, name: input.name ?? 'New Person' };
    users.set(id, user);
    return { id, body: userBody(user, now.getTime()) };
  }
  const user = needed(users.get(input.userId ?? [...users.keys()][0] ?? ''), 'user');
  if (input.type === 'user.deleted') {
    users.delete(user.id);
    for (const { id, userId } of memberships.values())
      if (userId === user.id) memberships.delete(id);
    return { id: user.id, body: deletedBody('user', user.id) };
  }
  user.email = input.email ?? user.email;
  user.name = input.name ?? user.name;
  return { id: user.id, body: userBody(user, now.getTime()) };
}

function changeOrganization({ organizations }: Directory, input: ClerkChange, now: Date): Changed {
  if (input.type === 'organization.created') {
    const id = input.organizationId ?? newId('org');
    const organization = { id, name: input.name ?? 'New Roofing' };
    organizations.set(id, organization);
    return { id, body: organizationBody(organization, now.getTime()) };
  }
  const organization = needed(organizations.get(input.companyId), 'organization');
  if (input.type === 'organization.deleted') {
    organizations.delete(organization.id);
    return { id: organization.id, body: deletedBody('organization', organization.id) };
  }
  organization.name = input.name ?? organization.name;
  return { id: organization.id, body: organizationBody(organization, now.getTime()) };
}

function changeMembership(directory: Directory, input: ClerkChange, now: Date): Changed {
  const { memberships, users } = directory;
  const bodyOf = (one: ClerkMembership) => membershipBody(directory, one, now.getTime());
  if (input.type === 'organizationMembership.created') {
    const userId = needed(input.userId ?? [...users.keys()].at(-1), 'user');
    const membership = {
      id: newId('orgmem'),
      organizationId: input.companyId,
      userId,
      role: input.role ?? 'member',
    };
    memberships.set(membership.id, membership);
    return { id: membership.id, body: bodyOf(membership) };
  }
  const membership = needed(
    [...memberships.values()].find(
      (one) =>
        one.organizationId === input.companyId && one.userId === (input.userId ?? one.userId),
    ),
    'membership',
  );
  membership.role = input.role ?? membership.role;
  if (input.type === 'organizationMembership.deleted') memberships.delete(membership.id);
  return { id: membership.id, body: bodyOf(membership) };
}

function changeInvitation(
  { invitations, users }: Directory,
  input: ClerkChange,
  now: Date,
): Changed {
  if (input.type === 'organizationInvitation.created') {
    const invitation: ClerkInvitation = {
      id: newId('orginv'),
      organizationId: input.companyId,
      email: input.email ?? 'invited@example.com',
      role: 'member',
      publicMetadata: { otto_role: input.role ?? 'csr' },
      status: 'pending',
      userId: null,
    };
    invitations.set(invitation.id, invitation);
    return { id: invitation.id, body: invitationBody(invitation, now.getTime()) };
  }
  const last = [...invitations.keys()].at(-1) ?? '';
  const invitation = needed(invitations.get(input.invitationId ?? last), 'invitation');
  const isAccepted = input.type === 'organizationInvitation.accepted';
  invitation.status = isAccepted ? 'accepted' : 'revoked';
  const user = [...users.values()].find(({ email }) => email === invitation.email);
  if (isAccepted) invitation.userId = input.userId ?? user?.id ?? null;
  return { id: invitation.id, body: invitationBody(invitation, now.getTime()) };
}
