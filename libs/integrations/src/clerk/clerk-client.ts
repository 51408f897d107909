import type { ClerkMembership } from './clerk-event';

export interface InvitationToSend {
  readonly companyId: string;
  readonly email: string;
  /** Clerk's role in the organization, e.g. `org:member`. */
  readonly role: string;
  /** Comes back in the invitation webhooks. */
  readonly ottoRole: string;
  readonly inviterUserId?: string;
  /** Where the link in the e-mail leads to. */
  readonly redirectUrl?: string;
}

/** The person has an open invitation to the company, or is a member of it. */
export class DuplicateInvitationError extends Error {
  override readonly name = 'DuplicateInvitationError';

  constructor(
    readonly reason: 'already_invited' | 'already_member',
    cause: unknown,
  ) {
    super(reason === 'already_invited' ? 'Already invited' : 'Already a member', { cause });
  }
}

export interface ClerkClient {
  /** Throws DuplicateInvitationError where there is nothing to invite to any more. */
  createInvitation(
    invitation: InvitationToSend,
    signal?: AbortSignal,
  ): Promise<{ readonly invitationId: string; readonly status: string | null }>;
  /** All companies of a user; none when Clerk does not know the user. */
  listMemberships(userId: string, signal?: AbortSignal): Promise<ClerkMembership[]>;
  /** Whether there was someone to delete. */
  deleteUser(userId: string, signal?: AbortSignal): Promise<boolean>;
}
