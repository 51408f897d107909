import type { Call, Prisma } from '../generated/client';
import type { TenantTx } from '../database';

export type CallRow = Call;

/** The call with this id, or null. */
export async function findCall(tx: TenantTx, id: string): Promise<CallRow | null> {
  return tx.db.call.findFirst({ where: { companyId: tx.companyId, id } });
}

/** Locks the call until the transaction ends; null when there is none. */
export async function lockCall(tx: TenantTx, id: string): Promise<CallRow | null> {
  await tx.query(`select 1 from calls where company_id = $1 and id = $2::uuid for no key update`, [
    tx.companyId,
    id,
  ]);
  return findCall(tx, id);
}

/** The provider's call under any of the ids it goes by, locked until the transaction ends. */
export async function lockCallByProviderIds(
  tx: TenantTx,
  provider: string,
  providerCallIds: readonly string[],
): Promise<CallRow | null> {
  const [found] = await tx.query<{ id: string }>(
    `select id::text from calls
     where company_id = $1 and provider = $2 and provider_call_id = any($3::text[])
     order by array_position($3::text[], provider_call_id) limit 1 for no key update`,
    [tx.companyId, provider, [...providerCallIds]],
  );
  return found ? findCall(tx, found.id) : null;
}

export type NewCall = Omit<Prisma.CallUncheckedCreateInput, 'companyId' | 'id' | 'seq'>;

export async function insertCall(tx: TenantTx, call: NewCall): Promise<CallRow> {
  return tx.db.call.create({ data: { ...call, companyId: tx.companyId } });
}

export type CallChanges = Omit<Prisma.CallUncheckedUpdateManyInput, 'companyId' | 'id' | 'seq'>;

/** Changes the named columns of the call. */
export async function updateCall(tx: TenantTx, id: string, changes: CallChanges): Promise<void> {
  await tx.db.call.updateMany({ where: { companyId: tx.companyId, id }, data: changes });
}
