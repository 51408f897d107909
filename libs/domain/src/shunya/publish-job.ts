import type { ShunyaJobRow, TenantTx } from '@otto/db';
import type { Publish } from '../live';

type Told = Pick<ShunyaJobRow, 'id' | 'jobType' | 'callId' | 'call'>;

/** Tells the front ends what has become of work at Shunya. */
export function publishJob(
  tx: TenantTx,
  publish: Publish,
  job: Told,
  news: {
    readonly event: 'created' | 'succeeded' | 'failed' | 'timeout';
    readonly at: Date;
    readonly errorCode?: string | null;
  },
): void {
  const { id, jobType, callId, call } = job;
  const { event, at, errorCode } = news;
  publish(tx, {
    event: `shunya.job.${event}`,
    key: `shunya.job.${event}:${id}:${at.getTime()}`,
    severity: event === 'failed' || event === 'timeout' ? 'warn' : 'info',
    data: {
      shunya_job_id: id,
      job_type: jobType,
      call_id: callId,
      ...(errorCode == null ? {} : { error_code: errorCode }),
    },
    repIds: call?.assignedRepId == null ? [] : [call.assignedRepId],
    ...(call?.leadId == null ? {} : { leadId: call.leadId }),
  });
}
