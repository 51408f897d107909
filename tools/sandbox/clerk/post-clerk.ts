import { randomBytes } from 'node:crypto';
import { isSuccess } from '../http/is-success';
import { postWebhook, type PostedWebhook } from '../http/post-webhook';
import type { SandboxDeps } from '../sandbox-deps';
import { signSvix } from './svix';

export interface ClerkEvent {
  readonly type: string;
  readonly companyId: string;
  readonly data: object;
}

/**
 * One message of Svix's: the same id at each delivery, the timestamp and so the signature anew.
 * A delivery is given back as its first try; those that follow a failure go on by themselves.
 */
export function createClerkMessage(deps: SandboxDeps, event: ClerkEvent): () => PostedWebhook {
  const id = `msg_${randomBytes(16).toString('hex')}`;
  const body = JSON.stringify({
    type: event.type,
    object: 'event',
    data: event.data,
    event_attributes: { http_request: { client_ip: '', user_agent: '' } },
    timestamp: deps.now().getTime(),
    instance_id: 'ins_sandbox',
  });
  const attempt = () => {
    const timestamp = String(Math.floor(deps.now().getTime() / 1_000));
    return postWebhook(deps, {
      provider: 'clerk',
      companyId: event.companyId,
      url: `${deps.urls.web()}/webhooks/clerk`,
      body,
      headers: {
        'svix-id': id,
        'svix-timestamp': timestamp,
        'svix-signature': signSvix(deps.config.clerk.webhookSecret, { id, timestamp, body }),
      },
    });
  };
  const persist = async (first: PostedWebhook) => {
    let answer = await first.answer;
    for (const delayMs of deps.config.clerk.webhookRetryDelaysMs) {
      if (answer.isLost || isSuccess(answer)) return;
      await deps.background.wait(delayMs);
      answer = await attempt().answer;
    }
  };
  return () => {
    const first = attempt();
    deps.background.run(() => persist(first));
    return first;
  };
}
