import type { ShunyaOptions } from './options';
import type { ShunyaCall, ShunyaTask } from './shunya-call';

/** The two payloads that stand side by side in Shunya's documents (DOMAIN 5.1.6). */
export function shunyaWebhookBody(
  call: ShunyaCall,
  task: ShunyaTask,
  content: ShunyaOptions['webhookContent'],
) {
  const { companyId: company_id, callId: call_id } = call;
  const { taskId, status } = task;
  const result = content === 'full' ? task.result : null;
  const timestamp = (task.readyAt ?? task.acceptedAt).toISOString();
  if (task.shape === 'A') {
    return {
      shunya_job_id: taskId,
      status,
      company_id,
      ...(result === null ? {} : { result }),
      ...(task.failure === null ? {} : { error: task.failure }),
      timestamp,
    };
  }
  const outcome = status === 'failed' ? 'failed' : 'complete';
  return {
    event_type: `call.${task.stage}.${outcome}`,
    task_id: taskId,
    call_id,
    company_id,
    status,
    ...(result === null ? {} : { data: result }),
    ...(task.failure === null ? {} : { error: failureOf(task.failure) }),
    timestamp,
  };
}

const failureOf = (message: string) => ({
  error_code: 'TRANSCRIPTION_FAILED',
  message,
  retryable: false,
});
