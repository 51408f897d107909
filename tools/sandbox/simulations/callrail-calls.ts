import { z } from 'zod';
import { createCall, type NewCall } from '../callrail/create-call';
import { postCallEvent } from '../callrail/post-event';
import type { CallEvent, SimulatedCall } from '../callrail/simulated-call';
import { companyOf } from '../companies';
import { needed, scenarioField, scenarioOf } from './find-by-name';
import { customer, defineSimulation, type SimulationDeps } from './simulation';
import { tell, type Told } from './tell';

interface CallRequest {
  readonly companyId?: string | undefined;
  readonly scenario: string;
  readonly from?: string | undefined;
}

export function newCall(
  deps: SimulationDeps,
  { companyId, scenario, from }: CallRequest,
  more: Partial<Pick<NewCall, 'direction' | 'outcome'>> = {},
): SimulatedCall {
  const company = companyOf(deps, companyId);
  const call = createCall({
    company,
    scenario: scenarioOf(scenario),
    from: from ?? deps.nextCaller(),
    to: company.trackingNumber,
    now: deps.now(),
    recordingDelayMs: 0,
    recordingUrlTtlMs: deps.config.callrail.recordingUrlTtlMs,
    ...more,
  });
  deps.calls.add(call);
  return call;
}

interface CallTelling {
  readonly events: readonly CallEvent[];
  readonly duplicates: number;
  readonly changes: object;
}

/** One event after the other, as CallRail posts them. */
export async function tellCall(
  deps: SimulationDeps,
  call: SimulatedCall,
  { events, duplicates, changes }: CallTelling,
): Promise<Told[]> {
  const told: Told[] = [];
  for (const event of events) {
    const post = () => postCallEvent(deps, call, event, changes);
    told.push(...(await tell(deps, { event, duplicates, post })));
  }
  return told;
}

const idsOf = ({ callId, numericId, from }: SimulatedCall) => ({ callId, numericId, from });

export const preCall = defineSimulation({
  name: 'pre-call',
  about: 'CallRail: somebody calls, and nothing more is heard of it',
  fields: { from: customer, scenario: scenarioField },
  async run(deps, { duplicates, overrides: changes, ...input }) {
    const call = newCall(deps, input);
    const told = tellCall(deps, call, { events: ['pre-call'], duplicates, changes });
    return { ids: idsOf(call), webhooks: await told };
  },
});

export const callModified = defineSimulation({
  name: 'call-modified',
  about: 'CallRail: somebody changed something about a call',
  fields: {
    callId: z.string().optional().describe('the call; the last one by default'),
    note: z.string().optional().describe('new note'),
    tags: z.array(z.string()).optional().describe('new tags'),
    value: z.string().optional().describe('new value'),
  },
  async run(deps, { companyId, callId, duplicates, overrides, ...changed }) {
    const company = companyOf(deps, companyId);
    const call = needed(
      callId === undefined ? deps.calls.latest(company.id, 'inbound') : deps.calls.find(callId),
      'call',
    );
    const given = Object.entries(changed).filter(([, value]) => value !== undefined);
    const names = given.length > 0 ? given.map(([name]) => name) : ['recording_duration'];
    const changes = { ...Object.fromEntries(given), changes: names, ...overrides };
    const told = tellCall(deps, call, { events: ['call-modified'], duplicates, changes });
    return { ids: idsOf(call), webhooks: await told };
  },
});

export const outboundCall = defineSimulation({
  name: 'outbound-call',
  about: 'CallRail: the company called a customer',
  fields: {
    from: customer.describe('the customer who was called (E.164); a new one by default'),
    scenario: scenarioField,
    modified: z.boolean().default(false).describe('it is modified afterwards'),
  },
  async run(deps, { modified, duplicates, overrides, ...input }) {
    const call = newCall(deps, input, { direction: 'outbound' });
    const first = tellCall(deps, call, {
      events: ['outbound-post-call'],
      duplicates,
      changes: overrides,
    });
    const webhooks = [...(await first)];
    if (modified) {
      const changes = { changes: ['recording_duration'], ...overrides };
      const events = ['outbound-call-modified'] as const;
      webhooks.push(...(await tellCall(deps, call, { events, duplicates, changes })));
    }
    return { ids: idsOf(call), webhooks };
  },
});
