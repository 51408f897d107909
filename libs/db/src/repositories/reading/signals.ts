import type { TenantTx } from '../../database';
import type { Prisma } from '../../generated/client';
import type { Keyset, Slice } from './keyset';

/** Whose signals may be seen; empty means all of the company's. */
export interface SignalScope {
  /** Only those of this rep's leads and appointments. */
  readonly repId?: string;
}

export interface SignalFilter {
  readonly scope: SignalScope;
  readonly contactCardId?: string | undefined;
  readonly leadId?: string | undefined;
  readonly type?: string | undefined;
  readonly severity?: string | undefined;
  readonly acknowledged?: boolean | undefined;
}

/** Signals that the filter lets through, newest first. */
export async function findVisibleSignals(
  tx: TenantTx,
  filter: SignalFilter,
  { limit, offset, after }: Slice,
) {
  return tx.db.keySignal.findMany({
    where: { AND: [conditionsOf(tx, filter), earlierThan(after)] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    skip: offset,
  });
}

export async function countVisibleSignals(tx: TenantTx, filter: SignalFilter): Promise<number> {
  return tx.db.keySignal.count({ where: conditionsOf(tx, filter) });
}

export async function findVisibleSignal(tx: TenantTx, id: string, scope: SignalScope) {
  return tx.db.keySignal.findFirst({ where: { companyId: tx.companyId, id, ...scoped(scope) } });
}

/** The first to acknowledge it stays; whether that was this call. */
export async function markAcknowledged(
  tx: TenantTx,
  id: string,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<boolean> {
  const { count } = await tx.db.keySignal.updateMany({
    where: { companyId: tx.companyId, id, acknowledged: false },
    data: { acknowledged: true, acknowledgedAt: at, acknowledgedBy: by },
  });
  return count > 0;
}

function earlierThan(after: Keyset | undefined): Prisma.KeySignalWhereInput {
  if (!after?.at) return {};
  const { at, id } = after;
  // The first half alone is what the index can begin with.
  return {
    createdAt: { lte: at },
    OR: [{ createdAt: { lt: at } }, { id: { lt: id } }],
  };
}

function conditionsOf(tx: TenantTx, filter: SignalFilter): Prisma.KeySignalWhereInput {
  const { scope, contactCardId, leadId, type, severity, acknowledged } = filter;
  return {
    companyId: tx.companyId,
    ...scoped(scope),
    ...(contactCardId === undefined ? {} : { contactCardId }),
    ...(leadId === undefined ? {} : { leadId }),
    ...(type === undefined ? {} : { signalType: type }),
    ...(severity === undefined ? {} : { severity }),
    ...(acknowledged === undefined ? {} : { acknowledged }),
  };
}

function scoped({ repId }: SignalScope): Prisma.KeySignalWhereInput {
  if (repId === undefined) return {};
  const assignedRepId = repId;
  return { OR: [{ lead: { assignedRepId } }, { appointment: { assignedRepId } }] };
}
