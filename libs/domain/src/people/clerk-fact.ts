import type {
  ClerkEvent,
  ClerkInvitation,
  ClerkMembership,
  ClerkOrganization,
  ClerkUser,
} from '@otto/integrations';

export type InvitationState = 'sent' | 'accepted' | 'revoked';
export type InvitationFact = ClerkInvitation & { readonly state: InvitationState };

interface Known<K extends string, D> {
  readonly kind: K;
  readonly id: string;
  readonly userId: string | null;
  readonly orgId: string | null;
  /** What Clerk said; null when only that it is gone. */
  readonly data: D | null;
  readonly deleted: boolean;
  readonly changedAt: Date;
}

/** What one event says of one object at Clerk. */
export type ClerkFact =
  | Known<'user', ClerkUser>
  | Known<'organization', ClerkOrganization>
  | Known<'membership', ClerkMembership>
  | Known<'invitation', InvitationFact>;

const STATES = {
  'organizationInvitation.created': 'sent',
  'organizationInvitation.accepted': 'accepted',
  'organizationInvitation.revoked': 'revoked',
} as const;

export function membershipKey(userId: string, orgId: string): string {
  return `${userId}@${orgId}`;
}

/** The event as a fact; `receivedAt` stands in when Clerk does not say when it happened. */
export function factOf(event: Exclude<ClerkEvent, { type: 'other' }>, receivedAt: Date): ClerkFact {
  const changedAt = event.updatedAt === null ? receivedAt : new Date(event.updatedAt);
  const common = { changedAt, deleted: event.type.endsWith('.deleted') };
  switch (event.type) {
    case 'user.created':
    case 'user.updated': {
      const { user } = event;
      return { ...common, kind: 'user', ...userRef(user.userId), data: user };
    }
    case 'user.deleted':
      return { ...common, kind: 'user', ...userRef(event.userId), data: null };
    case 'organization.created':
    case 'organization.updated': {
      const { organization } = event;
      return {
        ...common,
        kind: 'organization',
        ...orgRef(organization.companyId),
        data: organization,
      };
    }
    case 'organization.deleted':
      return { ...common, kind: 'organization', ...orgRef(event.companyId), data: null };
    case 'organizationMembership.created':
    case 'organizationMembership.updated':
    case 'organizationMembership.deleted': {
      const { membership } = event;
      const { userId, companyId: orgId } = membership;
      const id = membershipKey(userId, orgId);
      return { ...common, kind: 'membership', id, userId, orgId, data: membership };
    }
    default: {
      const { invitationId: id, companyId: orgId, userId } = event.invitation;
      const data = { ...event.invitation, state: STATES[event.type] };
      return { ...common, kind: 'invitation', id, userId, orgId, data };
    }
  }
}

function userRef(userId: string) {
  return { id: userId, userId, orgId: null };
}

function orgRef(orgId: string) {
  return { id: orgId, userId: null, orgId };
}
