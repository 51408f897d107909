import type { Prisma } from '../../generated/client';
import type { TenantTx } from '../../database';
import type { Slice } from './keyset';

export interface MissedCallFilter {
  readonly status?: string | undefined;
  readonly priorityRank?: number | undefined;
}

const WITH_CONTACT = { contact: { select: { firstName: true, lastName: true } } } as const;

/** The company's missed callers, those that were missed last first. */
export async function findMissedCallEntries(
  tx: TenantTx,
  filter: MissedCallFilter,
  { limit, offset }: Slice,
) {
  return tx.db.missedCallEntry.findMany({
    where: conditionsOf(tx, filter),
    include: WITH_CONTACT,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    skip: offset,
  });
}
export type MissedCallRecord = Awaited<ReturnType<typeof findMissedCallEntries>>[number];

export async function countMissedCallEntries(
  tx: TenantTx,
  filter: MissedCallFilter,
): Promise<number> {
  return tx.db.missedCallEntry.count({ where: conditionsOf(tx, filter) });
}

/** One of them with its attempts and their texts, the first one first. */
export async function findMissedCallEntry(tx: TenantTx, id: string) {
  return tx.db.missedCallEntry.findFirst({
    where: { companyId: tx.companyId, id },
    include: {
      ...WITH_CONTACT,
      attempts: { orderBy: { attemptNumber: 'asc' }, include: { message: true } },
    },
  });
}
export type MissedCallDetail = NonNullable<Awaited<ReturnType<typeof findMissedCallEntry>>>;

/** How many missed callers are in which status. */
export async function countEntriesByStatus(
  tx: TenantTx,
): Promise<readonly { readonly status: string; readonly count: number }[]> {
  return tx.query(
    `select status, count(*)::int as count from missed_call_entries where company_id = $1 group by status`,
    [tx.companyId],
  );
}

/** What the recovery of the company's missed callers is at. */
export interface ProcessorState {
  readonly due: number;
  readonly processing: number;
  /** Taken up more than ten minutes ago and not finished. */
  readonly stuck: number;
  readonly waiting: number;
  readonly oldestDueAt: Date | null;
  readonly nextAttemptAt: Date | null;
  readonly lastAttemptAt: Date | null;
}

const STATE = `
  select count(*) filter (where status <> 'processing' and next_attempt_at <= $2)::int as due,
    count(*) filter (where status = 'processing')::int as processing,
    count(*) filter (where status = 'processing'
      and last_attempt_at <= $2::timestamptz - interval '10 minutes')::int as stuck,
    count(*) filter (where status <> 'processing' and next_attempt_at > $2)::int as waiting,
    min(next_attempt_at) filter (where status <> 'processing' and next_attempt_at <= $2) as "oldestDueAt",
    min(next_attempt_at) filter (where next_attempt_at > $2) as "nextAttemptAt",
    (select max(attempted_at) from missed_call_attempts where company_id = $1) as "lastAttemptAt"
  from missed_call_entries
  where company_id = $1 and status in ('queued', 'processing', 'ai_rescued_pending')`;

export async function readProcessorState(tx: TenantTx, now: Date): Promise<ProcessorState> {
  const [state] = await tx.query<ProcessorState>(STATE, [tx.companyId, now]);
  if (!state) throw new Error('the state of the recovery gave no row');
  return state;
}

function conditionsOf(
  tx: TenantTx,
  { status, priorityRank }: MissedCallFilter,
): Prisma.MissedCallEntryWhereInput {
  return {
    companyId: tx.companyId,
    ...(status === undefined ? {} : { status }),
    ...(priorityRank === undefined ? {} : { priorityRank }),
  };
}
