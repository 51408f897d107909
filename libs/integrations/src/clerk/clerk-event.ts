export interface ClerkUser {
  readonly userId: string;
  /** The primary address; null when there is none. */
  readonly email: string | null;
  readonly name: string | null;
  readonly phone: string | null;
}

export interface ClerkOrganization {
  readonly companyId: string;
  readonly name: string;
  readonly slug: string | null;
  readonly createdBy: string | null;
}

export interface ClerkMembership {
  readonly membershipId: string;
  readonly userId: string;
  readonly companyId: string;
  readonly companyName: string | null;
  /** As Clerk has it, e.g. `org:admin`. */
  readonly role: string;
  /** Usually the e-mail address. */
  readonly identifier: string | null;
  readonly name: string | null;
}

export interface ClerkInvitation {
  readonly invitationId: string;
  readonly companyId: string;
  readonly email: string;
  readonly role: string | null;
  /** The role in Otto that the inviter chose, from the public metadata. */
  readonly ottoRole: string | null;
  readonly status: string | null;
  /** Who accepted, once known. */
  readonly userId: string | null;
}

type Happened = {
  /** ISO 8601; news older than what is stored are to be ignored. Null when Clerk does not say. */
  readonly updatedAt: string | null;
};

export type ClerkEvent = Happened &
  (
    | { readonly type: 'user.created' | 'user.updated'; readonly user: ClerkUser }
    | { readonly type: 'user.deleted'; readonly userId: string }
    | {
        readonly type: 'organization.created' | 'organization.updated';
        readonly organization: ClerkOrganization;
      }
    | { readonly type: 'organization.deleted'; readonly companyId: string }
    | {
        readonly type:
          | 'organizationMembership.created'
          | 'organizationMembership.updated'
          | 'organizationMembership.deleted';
        readonly membership: ClerkMembership;
      }
    | {
        readonly type:
          | 'organizationInvitation.created'
          | 'organizationInvitation.accepted'
          | 'organizationInvitation.revoked';
        readonly invitation: ClerkInvitation;
      }
    /** Something that Otto has no use for. */
    | { readonly type: 'other'; readonly name: string }
  );
