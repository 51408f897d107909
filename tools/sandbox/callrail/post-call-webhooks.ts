import type { SandboxDeps } from '../sandbox-deps';
import { postCallEvent } from './post-event';
import type { CallEvent, SimulatedCall } from './simulated-call';

export interface CallWebhookPlan {
  /** Extra copies of each webhook, posted at the same time. */
  readonly duplicates: number;
  readonly order: 'natural' | 'post-call-first';
}

const ORDERS: Readonly<Record<CallWebhookPlan['order'], readonly CallEvent[]>> = {
  natural: ['pre-call', 'routing-complete', 'post-call'],
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

/** The events that follow go past one that is held back. */
async function postEvent(deps: SandboxDeps, call: SimulatedCall, event: CallEvent): Promise<void> {
  const { isHeld, answer } = postCallEvent(deps, call, event);
  if (isHeld) deps.background.run(() => answer.then(() => undefined));
  else await answer;
}
