import type { TenantTx } from '../../database';
import type { Prisma } from '../../generated/client';
import type { Keyset, Slice } from './keyset';

/** Whose tasks may be seen; empty means all of the company's. */
export interface TaskScope {
  readonly userId?: string;
  /** Also tasks that are for anybody of this kind. */
  readonly assignedTo?: string;
  /** Of those, only such as belong to a lead of the user's. */
  readonly onlyOwnLeads?: boolean;
}

export interface TaskFilter {
  readonly scope: TaskScope;
  readonly assigneeId?: string | undefined;
  readonly leadId?: string | undefined;
  readonly contactCardId?: string | undefined;
  readonly status?: string | undefined;
  readonly overdue?: boolean | undefined;
  readonly dueBefore?: Date | undefined;
  readonly dueAfter?: Date | undefined;
  readonly now: Date;
}

/** Tasks that the filter lets through, by due time, with the customer of each. */
export async function findVisibleTasks(tx: TenantTx, filter: TaskFilter, slice: Slice) {
  const { limit, offset, after } = slice;
  return tx.db.task.findMany({
    where: { AND: [conditionsOf(tx, filter), laterThan(after)] },
    include: {
      contact: { select: { firstName: true, lastName: true } },
      lead: { select: { lastContactedAt: true } },
    },
    orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    take: limit,
    skip: offset,
  });
}

export async function countVisibleTasks(tx: TenantTx, filter: TaskFilter): Promise<number> {
  return tx.db.task.count({ where: conditionsOf(tx, filter) });
}

/** By due time, those without one at the end. */
function laterThan(after: Keyset | undefined): Prisma.TaskWhereInput {
  if (!after) return {};
  const { at, id } = after;
  if (at === null) return { dueAt: null, id: { gt: id } };
  return { OR: [{ dueAt: { gt: at } }, { dueAt: at, id: { gt: id } }, { dueAt: null }] };
}

/** Locks the task until the transaction ends; null when the scope does not have it. */
export async function lockVisibleTask(tx: TenantTx, id: string, scope: TaskScope) {
  await tx.query(`select 1 from tasks where company_id = $1 and id = $2::uuid for no key update`, [
    tx.companyId,
    id,
  ]);
  return tx.db.task.findFirst({ where: { companyId: tx.companyId, id, ...scoped(scope) } });
}

function conditionsOf(tx: TenantTx, filter: TaskFilter): Prisma.TaskWhereInput {
  const { scope, assigneeId, leadId, contactCardId, status, dueBefore, dueAfter } = filter;
  const late: Prisma.TaskWhereInput = {
    OR: [{ status: 'overdue' }, { status: 'open', dueAt: { lt: filter.now } }],
  };
  return {
    companyId: tx.companyId,
    AND: [
      scoped(scope),
      ...(filter.overdue === undefined ? [] : [filter.overdue ? late : { NOT: late }]),
      ...(assigneeId === undefined ? [] : [{ assigneeId }]),
      ...(leadId === undefined ? [] : [{ leadId }]),
      ...(contactCardId === undefined ? [] : [{ contactCardId }]),
      { status: status ?? { not: 'cancelled' } },
      ...(dueBefore ? [{ dueAt: { lte: dueBefore } }] : []),
      ...(dueAfter ? [{ dueAt: { gte: dueAfter } }] : []),
    ],
  };
}

function scoped({ userId, assignedTo, onlyOwnLeads }: TaskScope): Prisma.TaskWhereInput {
  if (userId === undefined) return {};
  return {
    OR: [
      { assigneeId: userId },
      ...(assignedTo === undefined
        ? []
        : [
            {
              assigneeId: null,
              assignedTo,
              ...(onlyOwnLeads ? { lead: { assignedRepId: userId } } : {}),
            },
          ]),
    ],
  };
}
