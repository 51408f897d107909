import { PermanentError, type JobContext } from '@otto/queues';

/** The company that a job works for. Throws PermanentError when the job was made without one. */
export function tenantOf(job: JobContext): string {
  if (job.companyId === null) throw new PermanentError('the job names no company');
  return job.companyId;
}
