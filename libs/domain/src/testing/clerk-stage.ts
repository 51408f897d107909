import { createSpecLogger, createTestDatabase, uniqueId } from '@otto/testkit';
import { NotKnownYetError } from '../deliveries/not-known-yet-error';
import { createApplyClerkEvent } from '../people/apply-clerk-event';
import { insertDelivery } from './callrail-deliveries';
import { specJob } from './spec-job';

export type ClerkStage = Awaited<ReturnType<typeof createClerkStage>>;

/** What Clerk says, by minute of its clock, on a database. */
export async function createClerkStage() {
  const { database, stop } = await createTestDatabase();
  const apply = createApplyClerkEvent({ database, logger: createSpecLogger() });

  const deliver = (body: unknown) =>
    insertDelivery(database, { companyId: null, provider: 'clerk', event: 'event', body });

  async function outcomeOf(deliveryId: string) {
    const { status, error } = await database.asSystem(({ db }) =>
      db.delivery.findUniqueOrThrow({ where: { id: deliveryId } }),
    );
    return error === null ? status : `${status}: ${error}`;
  }

  /** What becomes of it at the last attempt, or at one of several where it waits. */
  async function say(body: unknown, attempt: 'first' | 'last' = 'last') {
    const deliveryId = await deliver(body);
    const job = specJob(null, { maxAttempts: 8, attempt: attempt === 'last' ? 8 : 1 });
    try {
      await apply({ deliveryId }, job);
    } catch (error) {
      if (error instanceof NotKnownYetError) return 'waits';
      throw error;
    }
    return outcomeOf(deliveryId);
  }

  const person = (id: string) =>
    database.asSystem(({ db }) => db.user.findUnique({ where: { id } }));
  const company = (id: string) =>
    database.asSystem(({ db }) => db.company.findUnique({ where: { id } }));
  const invitations = (companyId: string) =>
    database.asSystem(({ db }) =>
      db.invitation.findMany({ where: { companyId }, orderBy: { createdAt: 'asc' } }),
    );
  return { database, apply, deliver, outcomeOf, say, person, company, invitations, stop };
}

const millisAt = (minute: number) => Date.UTC(2026, 10, 24, 9, minute);

/** The events of one person and one organization, all with ids of their own. */
export function clerkCast() {
  const [userId, orgId] = [uniqueId('user'), uniqueId('org')];
  const email = `${userId}@demo.example`;
  const event = (type: string, minute: number, data: object) => ({
    type,
    timestamp: millisAt(minute),
    data: { ...data, ...(type === 'user.deleted' ? {} : { updated_at: millisAt(minute) }) },
  });
  return {
    userId,
    orgId,
    email,
    user: (what: 'created' | 'updated', minute: number, fields: object = {}) =>
      event(`user.${what}`, minute, {
        id: userId,
        first_name: 'Ann',
        last_name: 'Lee',
        primary_email_address_id: 'idn_1',
        email_addresses: [{ id: 'idn_1', email_address: email }],
        ...fields,
      }),
    userDeleted: (minute: number) => event('user.deleted', minute, { id: userId, deleted: true }),
    organization: (what: 'created' | 'updated', minute: number, fields: object = {}) =>
      event(`organization.${what}`, minute, { id: orgId, name: `Roofing ${orgId}`, ...fields }),
    organizationDeleted: (minute: number) =>
      event('organization.deleted', minute, { id: orgId, deleted: true }),
    membership: (
      what: 'created' | 'updated' | 'deleted',
      minute: number,
      { role = 'org:csr', organizationId = orgId, ...fields }: Record<string, string> = {},
    ) =>
      event(`organizationMembership.${what}`, minute, {
        id: `orgmem_${userId}`,
        role,
        organization: { id: organizationId, name: `Roofing ${organizationId}` },
        public_user_data: { user_id: userId, identifier: email },
        ...fields,
      }),
    invitation: (
      what: 'created' | 'accepted' | 'revoked',
      minute: number,
      { ottoRole = 'csr', ...fields }: Record<string, string> = {},
    ) =>
      event(`organizationInvitation.${what}`, minute, {
        id: `orginv_${userId}`,
        organization_id: orgId,
        email_address: email,
        role: 'org:member',
        public_metadata: { otto_role: ottoRole },
        ...(what === 'accepted' ? { user_id: userId } : {}),
        ...fields,
      }),
  };
}
