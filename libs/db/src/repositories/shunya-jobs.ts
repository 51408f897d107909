import type { Call, Prisma, ShunyaJob } from '../generated/client';
import type { SystemTx, TenantTx } from '../database';

export type ShunyaJobRow = ShunyaJob & { readonly call: Call | null };

export async function findShunyaJob(tx: TenantTx, id: string): Promise<ShunyaJobRow | null> {
  return tx.db.shunyaJob.findFirst({
    where: { companyId: tx.companyId, id },
    include: { call: true },
  });
}

/** Locks the job until the transaction ends, and reads it as it is then. */
export async function lockShunyaJob(tx: TenantTx, id: string): Promise<ShunyaJobRow | null> {
  await tx.query(
    `select 1 from shunya_jobs where company_id = $1 and id = $2::uuid for no key update`,
    [tx.companyId, id],
  );
  return findShunyaJob(tx, id);
}

/** All jobs of a kind that there were for a call, newest first. */
export async function listShunyaJobsOfCall(tx: TenantTx, callId: string, jobType: string) {
  return tx.db.shunyaJob.findMany({
    where: { companyId: tx.companyId, callId, jobType },
    orderBy: { revision: 'desc' },
  });
}

/** Adds a pending job; a unique index refuses a second live one for the call. */
export async function insertShunyaJob(
  tx: TenantTx,
  job: {
    readonly callId: string;
    readonly jobType: string;
    readonly revision: number;
    readonly at: Date;
  },
): Promise<ShunyaJob> {
  const { at, ...fields } = job;
  return tx.db.shunyaJob.create({
    data: { ...fields, companyId: tx.companyId, stage: 'transcribing', createdAt: at },
  });
}

export type ShunyaJobChanges = Omit<
  Prisma.ShunyaJobUncheckedUpdateManyInput,
  'companyId' | 'id' | 'shunyaTaskId'
>;

export async function updateShunyaJob(
  tx: TenantTx,
  id: string,
  changes: ShunyaJobChanges,
): Promise<void> {
  await tx.db.shunyaJob.updateMany({ where: { companyId: tx.companyId, id }, data: changes });
}

const SET_TASK_ID = `
  with released as (
    update shunya_jobs set shunya_task_id = null
    where company_id = $1 and shunya_task_id = $3 and id <> $2::uuid
      and status in ('failed', 'timeout')
    returning 1
  )
  update shunya_jobs set shunya_task_id = $3
  where company_id = $1 and id = $2::uuid and (select count(*) from released) >= 0 and not exists (
    select 1 from shunya_jobs where company_id = $1 and shunya_task_id = $3 and id <> $2::uuid
      and status not in ('failed', 'timeout'))`;

/**
 * Notes what Shunya calls the job. An id that Shunya uses again is taken from the failed job that
 * had it; one that a live job has stays there.
 */
export async function setShunyaTaskId(tx: TenantTx, id: string, taskId: string): Promise<void> {
  await tx.query(SET_TASK_ID, [tx.companyId, id, taskId]);
}

/** Every tenant's job that Shunya calls so; the company of a webhook is still to be checked. */
export async function listShunyaJobsByTaskId(tx: SystemTx, taskId: string) {
  return tx.db.shunyaJob.findMany({
    where: { shunyaTaskId: taskId },
    select: { id: true, companyId: true },
    take: 10,
  });
}

/** The newest job of the call with this number, whatever its state. */
export async function findShunyaJobBySeq(tx: TenantTx, seq: bigint) {
  return tx.db.shunyaJob.findFirst({
    where: { companyId: tx.companyId, call: { is: { seq } } },
    orderBy: { revision: 'desc' },
    select: { id: true, companyId: true },
  });
}

/** The job of the company that Shunya calls so. */
export async function findShunyaJobByTaskId(tx: TenantTx, taskId: string) {
  return tx.db.shunyaJob.findFirst({
    where: { companyId: tx.companyId, shunyaTaskId: taskId },
    select: { id: true, companyId: true },
  });
}
