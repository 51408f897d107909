import {
  findPerson,
  hasOtherManager,
  insertAuditEntry,
  lockCompany,
  releaseWorkOf,
  updateMember,
  type TenantTx,
} from '@otto/db';
import type { Role } from '../access';
import { changesOf } from '../company/settings';
import { DomainError, noSuchRecord } from '../errors';
import { ACTIVE_LEAD_STATUSES } from '../leads/lead-status';
import type { Publish } from '../live';
import type { Viewer } from '../reading/viewer';

export interface MemberPatch {
  readonly role?: Role | undefined;
  readonly territory?: string | null | undefined;
  readonly department?: string | null | undefined;
  /** False ends the person's access at once. */
  readonly active?: boolean | undefined;
}

type Person = NonNullable<Awaited<ReturnType<typeof findPerson>>>;
type Changes = ReturnType<typeof changesOf>;

/**
 * Changes a person's role, place or access. A company keeps at least one manager who can sign in,
 * whoever asks for what at the same time.
 */
export async function changeMember(
  tx: TenantTx,
  viewer: Viewer,
  { id, ...patch }: MemberPatch & { readonly id: string },
  { now, publish }: { readonly now: Date; readonly publish: Publish },
) {
  await lockCompany(tx);
  const person = await findPerson(tx, id);
  if (!person) throw noSuchRecord();
  const changes = changesOf(person, patch);
  const fields = Object.keys(changes);
  if (fields.length === 0) return person;
  await refuseIfLast(tx, viewer, person, patch);

  await updateMember(tx, id, patch);
  const isLeaving = patch.active === false && person.active;
  const isNoRepNow = person.role === 'sales_rep' && changes['role'] !== undefined;
  if (isLeaving || isNoRepNow) await releaseWorkOf(tx, person, ACTIVE_LEAD_STATUSES);
  for (const action of actionsOf(changes, patch)) {
    await insertAuditEntry(tx, {
      companyId: tx.companyId,
      userId: viewer.id,
      action,
      resourceType: 'user',
      resourceId: id,
      changes,
    });
  }
  publish(tx, {
    event: 'identity.user.updated',
    data: { user_id: id, fields },
    userId: id,
    key: `identity.user.updated:${id}:${now.getTime()}`,
  });
  return (await findPerson(tx, id)) ?? person;
}

async function refuseIfLast(
  tx: TenantTx,
  viewer: Viewer,
  person: Person,
  { role = person.role as Role, active = person.active }: MemberPatch,
): Promise<void> {
  if (person.id === viewer.id && !active) {
    throw new DomainError('FORBIDDEN', 'Nobody ends their own access.');
  }
  const wasManager = person.role === 'manager' && person.active;
  const staysManager = role === 'manager' && active;
  if (wasManager && !staysManager && !(await hasOtherManager(tx, person.id))) {
    throw new DomainError('INVALID_STATE', 'The company would be left without a manager.');
  }
}

/** A change of place alone is a change of settings. */
function actionsOf(changes: Changes, { active }: MemberPatch): string[] {
  const actions = [
    ...(changes['role'] ? ['role_changed'] : []),
    ...(changes['active'] ? [active ? 'user_created' : 'user_deleted'] : []),
  ];
  return actions.length > 0 ? actions : ['settings_changed'];
}
