import { postWebhook } from '../http/post-webhook';
import type { SandboxDeps } from '../sandbox-deps';
import { signCallrailBody } from './signature';
import { CALL_EVENTS, type CallEvent, type SimulatedCall } from './simulated-call';
import { callWebhookBody } from './webhook-body';

export interface CallWebhookPlan {
  /** Extra copies of each webhook, posted at the same time. */
  readonly duplicates: number;
  readonly order: 'natural' | 'post-call-first';
}

const ORDERS: Readonly<Record<CallWebhookPlan['order'], readonly CallEvent[]>> = {
  natural: CALL_EVENTS,
  'post-call-first': ['post-call', 'pre-call', 'routing-complete'],
};

/** Tells Otto about a call, one event after the other; CallRail repeats nothing that failed. */
export async function postCallWebhooks(
  deps: SandboxDeps,
  call: SimulatedCall,
  { order, duplicates }: CallWebhookPlan,
): Promise<void> {
  for (const event of ORDERS[order]) {
    deps.background.signal.throwIfAborted();
    const copies = Array.from({ length: duplicates + 1 }, () => postEvent(deps, call, event));
    await Promise.all(copies);
  }
  deps.journal.write({
    provider: 'callrail',
    direction: 'event',
    what: `call ${call.callId} was told`,
    companyId: call.company.id,
  });
}

async function postEvent(deps: SandboxDeps, call: SimulatedCall, event: CallEvent): Promise<void> {
  const { callrail, id } = call.company;
  const body = JSON.stringify(
    callWebhookBody(call, event, { sandboxUrl: deps.urls.sandbox(), now: deps.now() }),
  );
  const answer = await postWebhook(deps, {
    provider: 'callrail',
    companyId: id,
    url: `${deps.urls.web()}/webhooks/callrail/${callrail.token}/${event}`,
    body,
    headers: { Signature: signCallrailBody(callrail.signingKey, body) },
  });
  call.webhooks.push({ event, ...answer });
}
