import { z } from 'zod';
import { WebhookParseError } from '../errors';
import { readFields } from '../webhooks/read-fields';
import type { ClerkEvent } from './clerk-event';
import {
  deletedData,
  invitationData,
  membershipData,
  organizationData,
  userData,
} from './event-data';

const envelope = z.object({
  type: z.string().min(1),
  data: z.looseObject({ updated_at: z.number().nullish().catch(null) }),
  timestamp: z.number().nullish().catch(null),
});

/**
 * Reads an event about users, organizations, memberships or invitations; any other is `other`.
 * Throws WebhookParseError, without body content, when an id or other necessity is missing.
 */
export function parseClerkEvent(body: unknown): ClerkEvent {
  const { type, data, timestamp } = read(envelope, readFields('clerk', body));
  const updatedAt = asIso(data.updated_at) ?? asIso(timestamp);
  switch (type) {
    case 'user.created':
    case 'user.updated':
      return { type, updatedAt, user: read(userData, data) };
    case 'user.deleted':
      return { type, updatedAt, userId: read(deletedData, data) };
    case 'organization.created':
    case 'organization.updated':
      return { type, updatedAt, organization: read(organizationData, data) };
    case 'organization.deleted':
      return { type, updatedAt, companyId: read(deletedData, data) };
    case 'organizationMembership.created':
    case 'organizationMembership.updated':
    case 'organizationMembership.deleted':
      return { type, updatedAt, membership: read(membershipData, data) };
    case 'organizationInvitation.created':
    case 'organizationInvitation.accepted':
    case 'organizationInvitation.revoked':
      return { type, updatedAt, invitation: read(invitationData, data) };
    default:
      return { type: 'other', name: type, updatedAt };
  }
}

function read<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new WebhookParseError('clerk', `missing or malformed: ${where}`);
}

/** From epoch milliseconds. */
function asIso(millis: number | null | undefined): string | null {
  if (millis == null) return null;
  const time = new Date(millis);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
