import {
  findInvitationOfClerk,
  insertInvitation,
  isCompany,
  revokeOpenInvitations,
  updateInvitation,
  type SystemTx,
} from '@otto/db';
import type { InvitationFact } from './clerk-fact';
import { roleOfClerk } from './member-role';

/**
 * Brings our row of an invitation up to what Clerk says. One that Otto did not send gets a row when
 * its role is known; before its company is there, it waits for it in what Clerk said.
 */
export async function projectInvitation(
  tx: SystemTx,
  { invitationId, companyId, state, ...said }: InvitationFact,
  at: Date,
): Promise<void> {
  if (!(await isCompany(tx, companyId))) return;
  const clerkInvitationId = invitationId;
  const email = said.email.toLowerCase();
  const change = { clerkInvitationId, status: state, acceptedAt: state === 'accepted' ? at : null };
  const row = await findInvitationOfClerk(tx, { companyId, clerkInvitationId, email });
  if (row) {
    if (row.status === 'sent') await updateInvitation(tx, row, change);
    return;
  }
  const role = roleOfClerk(said.ottoRole) ?? roleOfClerk(said.role);
  if (role === null) return;
  if (state === 'sent') await revokeOpenInvitations(tx, companyId, email);
  await insertInvitation(tx, { ...change, companyId, email, role, createdAt: at });
}
