import type { FaultRequest, RequestFault, WebhookFault } from './fault-schema';

export type PlannedFault = FaultRequest & { readonly id: number; readonly left: number };

export interface Fault<T> {
  readonly kind: T;
  readonly ms: number;
}

/** What is to go wrong next, oldest plan first. */
export interface Faults {
  add(fault: FaultRequest): PlannedFault;
  list(): PlannedFault[];
  clear(): void;
  /** Counts one against the plan; null when nothing is to go wrong. */
  takeForRequest(provider: string, endpoint: string): Fault<RequestFault> | null;
  takeForWebhook(provider: string, endpoint: string): Fault<WebhookFault> | null;
}

export function createFaults(): Faults {
  let planned: (PlannedFault & { left: number })[] = [];
  let lastId = 0;
  const take = (provider: string, endpoint: string, kind: 'fault' | 'webhooks') => {
    const found = planned.find(
      (fault) =>
        kind in fault && fault.provider === provider && endpoint.includes(fault.endpoint ?? ''),
    );
    if (!found) return null;
    found.left -= 1;
    if (found.left === 0) planned = planned.filter((fault) => fault !== found);
    return found;
  };
  return {
    add(fault) {
      const plan = { ...fault, id: ++lastId, left: fault.times };
      planned.push(plan);
      return { ...plan };
    },
    list: () => planned.map((fault) => ({ ...fault })),
    clear: () => void (planned = []),
    takeForRequest(provider, endpoint) {
      const taken = take(provider, endpoint, 'fault');
      return taken && 'fault' in taken ? { kind: taken.fault, ms: taken.ms } : null;
    },
    takeForWebhook(provider, endpoint) {
      const taken = take(provider, endpoint, 'webhooks');
      return taken && 'webhooks' in taken ? { kind: taken.webhooks, ms: taken.ms } : null;
    },
  };
}
