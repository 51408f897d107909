import type { ShunyaEvent } from '@otto/integrations';
import { recordOf } from '../json/read-json';
import { cleanJson } from '../json/clean-json';

export type JobStage = 'transcribing' | 'analyzing';

/** What a webhook says of a job; a `status` of null only says that asking may be worth it. */
export interface JobNews {
  /** Null when it does not say; it is about the present stage then. */
  readonly stage: JobStage | null;
  readonly status: 'running' | 'succeeded' | 'failed' | null;
  /** Null when there is none in it. */
  readonly result: unknown;
  readonly error: ShunyaEvent['error'];
}

interface KnownJob {
  readonly stage: string;
  readonly shunyaTaskId: string | null;
}

/**
 * The webhook as news of this job. One that names another run of the same stage is no news of this
 * run; it only makes Otto ask.
 */
export function newsOf(event: ShunyaEvent, job: KnownJob): JobNews {
  const isOtherRun =
    event.taskId !== null &&
    job.shunyaTaskId !== null &&
    event.taskId !== job.shunyaTaskId &&
    (event.stage === null || event.stage === job.stage);
  if (isOtherRun) return { stage: event.stage, status: null, result: null, error: null };
  const isEmpty = Object.keys(recordOf(cleanJson(event.result))).length === 0;
  return {
    stage: event.stage,
    status: event.status,
    result: isEmpty ? null : event.result,
    error: event.error,
  };
}

/** Whether the news is about the stage that the job is in. */
export function isAbout(news: JobNews | null, stage: string): news is JobNews {
  return news !== null && (news.stage === null || news.stage === stage);
}
