import { z } from 'zod';
import { ProviderError } from '../errors';
import { orIfStatus } from '../http/or-if-status';
import { readAnswer } from '../http/read-answer';
import { DuplicateInvitationError, type ClerkClient } from './clerk-client';
import type { ClerkMembership } from './clerk-event';
import { membershipData } from './event-data';
import { createClerkTransport, type ClerkTransportOptions } from './transport';

const vendor = 'clerk';
const PAGE_SIZE = 100;
const DUPLICATES: Readonly<Record<string, DuplicateInvitationError['reason']>> = {
  duplicate_record: 'already_invited',
  already_a_member_in_organization: 'already_member',
};

const createdInvitation = z.object({ id: z.string().min(1), status: z.string().nullish() });
const membershipPage = z.object({ data: z.array(membershipData), total_count: z.number().int() });

/** Clerk's Backend API. `baseUrl` is with `/v1`. */
export function createClerkClient(options: ClerkTransportOptions): ClerkClient {
  const send = createClerkTransport(options);

  return {
    async createInvitation(invitation, signal) {
      const { companyId, email, role, ottoRole, inviterUserId, redirectUrl } = invitation;
      const request = send(`/organizations/${encodeURIComponent(companyId)}/invitations`, {
        operation: 'invitations.create',
        method: 'POST',
        body: JSON.stringify({
          email_address: email,
          role,
          inviter_user_id: inviterUserId,
          redirect_url: redirectUrl,
          public_metadata: { otto_role: ottoRole },
        }),
        signal,
      });
      const body = await request.catch(explainDuplicate);
      const { id, status } = readAnswer(createdInvitation, body, { vendor, isSend: true });
      return { invitationId: id, status: status ?? null };
    },

    async listMemberships(userId, signal) {
      const found: ClerkMembership[] = [];
      const path = `/users/${encodeURIComponent(userId)}/organization_memberships`;
      for (;;) {
        const request = send(`${path}?limit=${PAGE_SIZE}&offset=${found.length}`, {
          operation: 'memberships.list',
          method: 'GET',
          signal,
        });
        const body = await orIfStatus(404, null, request);
        if (body === null) return found;
        const { data, total_count: total } = readAnswer(membershipPage, body, { vendor });
        found.push(...data);
        if (data.length === 0 || found.length >= total) return found;
      }
    },

    async deleteUser(userId, signal) {
      const request = send(`/users/${encodeURIComponent(userId)}`, {
        operation: 'users.delete',
        method: 'DELETE',
        isRepeatable: true,
        signal,
      });
      return (
        (await orIfStatus(
          404,
          null,
          request.then(() => true),
        )) !== null
      );
    },
  };
}

function explainDuplicate(error: unknown): never {
  const code = error instanceof ProviderError && !error.isRetryable ? error.code : null;
  const reason = code !== null && Object.hasOwn(DUPLICATES, code) ? DUPLICATES[code] : undefined;
  if (reason !== undefined) throw new DuplicateInvitationError(reason, error);
  throw error;
}
