import type { WorkStatus } from '@otto/integrations';
import { isAbout } from './job-news';
import type { Advance, JobScene } from './job-scene';
import { isYoung } from './poll-schedule';
import type { SettleAnswer } from './settle-answer';

/** Asks Shunya how the work of the stage stands, unless the news says so. */
export async function statusOf(
  { job, news }: JobScene,
  ask: () => Promise<WorkStatus>,
): Promise<WorkStatus> {
  return isAbout(news, job.stage) && news.status !== null ? news.status : ask();
}

/** Settles every status but success. */
export async function settleStatus(
  scene: JobScene,
  status: Exclude<WorkStatus, 'succeeded'>,
  { settle, now }: { readonly settle: SettleAnswer; readonly now: Date },
): Promise<Advance> {
  const { job, news } = scene;
  if (status === 'running') return settle.wait(scene);
  if (status === 'not_found' && isYoung(job.startedAt ?? job.createdAt, now)) {
    return settle.wait(scene);
  }
  const told = isAbout(news, job.stage) ? news.error : null;
  return settle.fail(scene, {
    code: told?.code ?? (status === 'not_found' ? 'NOT_FOUND' : 'WORK_FAILED'),
    message: told?.message ?? null,
    isRetryable: told?.retryable ?? true,
  });
}
