import type { PersonalOttoJob, Prisma } from '../generated/client';
import type { TenantTx } from '../database';

export type PersonalOttoJobRow = PersonalOttoJob;

/** The job that Shunya calls so, locked until the transaction ends. */
export async function lockPersonalOttoJob(
  tx: TenantTx,
  shunyaJobId: string,
): Promise<PersonalOttoJobRow | null> {
  await tx.query(
    `select 1 from personal_otto_jobs where company_id = $1 and shunya_job_id = $2 for no key update`,
    [tx.companyId, shunyaJobId],
  );
  return tx.db.personalOttoJob.findFirst({ where: { companyId: tx.companyId, shunyaJobId } });
}

export type PersonalOttoJobChanges = Pick<
  Prisma.PersonalOttoJobUncheckedUpdateManyInput,
  'status' | 'progressPercent' | 'modelVersion' | 'lastTrainedAt' | 'lastError' | 'metadata'
>;

export async function updatePersonalOttoJob(
  tx: TenantTx,
  id: string,
  changes: PersonalOttoJobChanges,
): Promise<void> {
  await tx.db.personalOttoJob.updateMany({ where: { companyId: tx.companyId, id }, data: changes });
}
