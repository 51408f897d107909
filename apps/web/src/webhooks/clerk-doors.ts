import type { ActiveCompanies } from '@otto/domain';
import { parseClerkEvent, verifyClerkWebhook, type ClerkEvent } from '@otto/integrations';
import { applyClerkEvent } from '@otto/queues';
import type { Door, Reading } from './door';
import { isKnown } from './is-known';
import { keyOf } from './key-of';

export interface ClerkDoorDeps {
  readonly companies: ActiveCompanies;
  /** `whsec_…`; without one nobody gets in. */
  readonly secrets: readonly string[];
}

/** Clerk's events come by Svix, all at one path. */
export function createClerkDoors(deps: ClerkDoorDeps): Door[] {
  return [
    {
      provider: 'clerk',
      event: 'event',
      path: '/webhooks/clerk',
      aliases: ['/user/clerk-webhook'],
      task: applyClerkEvent,
      verify: async ({ rawBody, header }) => {
        const id = header('svix-id');
        const timestamp = header('svix-timestamp');
        const signature = header('svix-signature');
        const { secrets } = deps;
        if (verifyClerkWebhook({ rawBody, id, timestamp, signature, secrets })) {
          return { isGenuine: true, companyId: null };
        }
        const isSigned = [id, timestamp, signature].every((value) => value !== undefined);
        const reason = isSigned ? 'wrong signature or stale' : 'no id, timestamp or signature';
        return { isGenuine: false, companyId: null, reason };
      },
      read: (fields, _companyId, { header }) =>
        read(deps, parseClerkEvent(fields), header('svix-id')),
    },
  ];
}

/** Svix keeps the id of a message when it sends it again. */
async function read(
  { companies }: ClerkDoorDeps,
  event: ClerkEvent,
  id: string | undefined,
): Promise<Reading> {
  const companyId = companyOf(event);
  const isOther = event.type === 'other';
  return {
    event: isOther ? event.name : event.type,
    // An organization that we do not know yet, or a user, is no tenant of ours to work for.
    companyId: companyId !== null && (await isKnown(companies, companyId)) ? companyId : null,
    isOurs: !isOther,
    deliveryKey: keyOf(id ?? null),
  };
}

function companyOf(event: ClerkEvent): string | null {
  if ('organization' in event) return event.organization.companyId;
  if ('membership' in event) return event.membership.companyId;
  if ('invitation' in event) return event.invitation.companyId;
  return 'companyId' in event ? event.companyId : null;
}
