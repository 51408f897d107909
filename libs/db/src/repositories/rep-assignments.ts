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

const REPS = `
  select assigned_rep_id as id from leads
    where company_id = $1 and id = any ($2::uuid[]) and assigned_rep_id is not null
  union select assigned_rep_id from appointments
    where company_id = $1 and id = any ($3::uuid[]) and assigned_rep_id is not null`;

/** The reps whose the leads and appointments are. */
export async function findRepsOf(
  tx: TenantTx,
  of: { readonly leadIds: readonly string[]; readonly appointmentIds: readonly string[] },
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(REPS, [tx.companyId, of.leadIds, of.appointmentIds]);
  return rows.map(({ id }) => id);
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
