import { isSuccess } from '../http/is-success';
import { postWebhook } from '../http/post-webhook';
import type { ShunyaCall, ShunyaTask } from './shunya-call';
import { signShunyaWebhook } from './signatures';
import { shunyaWebhookBody } from './webhook-bodies';
import type { ShunyaDeps } from './work';

/** Posts until Otto answers with 2xx or the retries are used up; each try is signed anew. */
export async function sendShunyaWebhook(
  deps: ShunyaDeps,
  call: ShunyaCall,
  task: ShunyaTask,
): Promise<void> {
  const { webhookContent, webhookRetryDelaysMs } = deps.switches.current;
  const body = JSON.stringify(shunyaWebhookBody(call, task, webhookContent));
  for (const delayMs of [0, ...webhookRetryDelaysMs]) {
    if (delayMs > 0) await deps.background.wait(delayMs);
    // How old a signature is, web judges by the clock on the wall, in a simulation too.
    const timestamp = String(Date.now());
    const { answer } = postWebhook(deps, {
      provider: 'shunya',
      companyId: call.companyId,
      url: `${deps.urls.web()}/webhooks/shunya`,
      body,
      headers: {
        'X-Shunya-Signature': signShunyaWebhook(deps.config.shunya.hmacSecret, timestamp, body),
        'X-Shunya-Timestamp': timestamp,
        'X-Shunya-Task-Id': task.taskId,
      },
    });
    const { isLost, ...outcome } = await answer;
    if (isLost || isSuccess(outcome)) return;
  }
}
