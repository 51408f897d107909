import {
  findUserByEmail,
  insertAuditEntry,
  releaseWorkOf,
  updateUser,
  type SystemTx,
  type UserRow,
} from '@otto/db';
import { ACTIVE_LEAD_STATUSES } from '../leads/lead-status';

/**
 * Makes sure that nobody else has the address: one who has left gives it up. False when it is
 * somebody's who is still there.
 */
export async function claimEmail(tx: SystemTx, email: string, userId: string): Promise<boolean> {
  const holder = await findUserByEmail(tx, email);
  if (!holder || holder.id === userId) return true;
  if (holder.active) return false;
  await updateUser(tx, holder.id, { email: `${holder.id}@left.invalid` });
  return true;
}

/** Ends a person's access and gives the work back; what the person did stays as it is. */
export async function deactivatePerson(tx: SystemTx, user: UserRow): Promise<void> {
  if (!user.active) return;
  await updateUser(tx, user.id, { active: false });
  await releaseWorkOf(tx, user, ACTIVE_LEAD_STATUSES);
  await auditPerson(tx, user, 'user_deleted');
}

/** Notes in the audit log what Clerk's news did to a person. */
export async function auditPerson(
  tx: SystemTx,
  { companyId, id }: Pick<UserRow, 'companyId' | 'id'>,
  action: 'user_created' | 'user_deleted' | 'role_changed',
  context: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await insertAuditEntry(tx, {
    companyId,
    action,
    resourceType: 'user',
    resourceId: id,
    context: { source: 'clerk', ...context },
  });
}
