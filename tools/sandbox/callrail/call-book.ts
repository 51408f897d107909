import type { SimulatedCall } from './simulated-call';

/** All calls that were simulated since the start. */
export interface CallBook {
  add(call: SimulatedCall): void;
  /** By CallRail's resource id or its numeric id. */
  find(id: string): SimulatedCall | null;
  ofAccount(accountId: string): SimulatedCall[];
  /** The last one of the company in that direction. */
  latest(companyId: string, direction: SimulatedCall['direction']): SimulatedCall | null;
}

export function createCallBook(): CallBook {
  const byId = new Map<string, SimulatedCall>();
  const calls: SimulatedCall[] = [];
  return {
    add(call) {
      calls.push(call);
      byId.set(call.callId, call).set(String(call.numericId), call);
    },
    find: (id) => byId.get(id) ?? null,
    ofAccount: (accountId) =>
      calls.filter(({ company }) => company.callrail.accountId === accountId),
    latest: (companyId, direction) =>
      calls.findLast((call) => call.company.id === companyId && call.direction === direction) ??
      null,
  };
}
