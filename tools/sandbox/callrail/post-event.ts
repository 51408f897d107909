import type { DemoCompany } from '../../local/demo-data';
import { postWebhook, type PostedWebhook } from '../http/post-webhook';
import type { SandboxDeps } from '../sandbox-deps';
import { signCallrailBody } from './signature';
import type { CallEvent, SimulatedCall } from './simulated-call';
import { callWebhookBody } from './webhook-body';

/** Posts one event of CallRail, signed with the company's key; CallRail repeats nothing. */
export function postCallrailEvent(
  deps: SandboxDeps,
  { callrail, id }: DemoCompany,
  { event, body }: { readonly event: string; readonly body: object },
): PostedWebhook {
  const text = JSON.stringify(body);
  return postWebhook(deps, {
    provider: 'callrail',
    companyId: id,
    url: `${deps.urls.web()}/webhooks/callrail/${callrail.token}/${event}`,
    body: text,
    headers: { Signature: signCallrailBody(callrail.signingKey, text) },
  });
}

/** Posts an event of a call, and keeps the answer with the call. */
export function postCallEvent(
  deps: SandboxDeps,
  call: SimulatedCall,
  event: CallEvent,
  changes: object = {},
): PostedWebhook {
  const seen = { sandboxUrl: deps.urls.sandbox(), now: deps.now() };
  const body = { ...callWebhookBody(call, event, seen), ...changes };
  const { isHeld, answer } = postCallrailEvent(deps, call.company, { event, body });
  return {
    isHeld,
    answer: answer.then((outcome) => {
      call.webhooks.push({ event, ...outcome });
      return outcome;
    }),
  };
}
