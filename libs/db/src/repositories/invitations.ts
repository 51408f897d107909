import type { Invitation, Prisma } from '../generated/client';
import type { SystemTx, TenantTx } from '../database';

export type InvitationRow = Invitation;

/** Addresses are given in lower case here. The invitation that Clerk calls so, else the open one of the address that has no id yet. */
export async function findInvitationOfClerk(
  tx: SystemTx,
  {
    companyId,
    clerkInvitationId,
    email,
  }: Record<'companyId' | 'clerkInvitationId' | 'email', string>,
): Promise<InvitationRow | null> {
  return tx.db.invitation.findFirst({
    where: {
      companyId,
      OR: [{ clerkInvitationId }, { clerkInvitationId: null, status: 'sent', email }],
    },
    orderBy: { clerkInvitationId: { sort: 'asc', nulls: 'last' } },
  });
}

/** The newest invitation of one of the addresses that was not revoked. */
export async function findInvitationFor(
  tx: SystemTx,
  companyId: string,
  emails: readonly string[],
): Promise<InvitationRow | null> {
  return tx.db.invitation.findFirst({
    where: {
      companyId,
      status: { in: ['sent', 'accepted'] },
      email: { in: [...emails] },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
}

/** Revokes what is still open for the address, so that another may be sent. */
export async function revokeOpenInvitations(
  tx: SystemTx | TenantTx,
  companyId: string,
  email: string,
): Promise<void> {
  await tx.db.invitation.updateMany({
    where: { companyId, status: 'sent', email },
    data: { status: 'revoked' },
  });
}

export async function insertInvitation(
  tx: SystemTx | TenantTx,
  invitation: Prisma.InvitationUncheckedCreateInput,
): Promise<void> {
  await tx.db.invitation.create({ data: invitation });
}

export async function updateInvitation(
  tx: SystemTx | TenantTx,
  { companyId, id }: Pick<InvitationRow, 'companyId' | 'id'>,
  changes: Pick<
    Prisma.InvitationUncheckedUpdateManyInput,
    'clerkInvitationId' | 'status' | 'acceptedAt'
  >,
): Promise<void> {
  await tx.db.invitation.updateMany({ where: { companyId, id }, data: changes });
}
