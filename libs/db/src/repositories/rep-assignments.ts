import type { Prisma } from '../generated/client';
import type { TenantTx } from '../database';

export type NewRepAssignment = Omit<
  Prisma.RepAssignmentHistoryCreateManyInput,
  'companyId' | 'id' | 'createdAt'
> & { readonly createdAt: Date };

/** Writes down who asked for, was given or lost a lead or an appointment. */
export async function insertRepAssignments(
  tx: TenantTx,
  entries: readonly NewRepAssignment[],
): Promise<void> {
  if (entries.length === 0) return;
  await tx.db.repAssignmentHistory.createMany({
    data: entries.map((entry) => ({ ...entry, companyId: tx.companyId })),
  });
}

/**
 * Locks the rep until the transaction ends, so that one appointment at a time is given to them.
 * False when the company has no such active sales rep.
 */
export async function lockActiveRep(tx: TenantTx, repId: string): Promise<boolean> {
  const found = await tx.query(
    `select 1 from users where company_id = $1 and id = $2 and role = 'sales_rep' and active
     for no key update`,
    [tx.companyId, repId],
  );
  return found.length > 0;
}
