import { z } from 'zod';
import type { CallEvent } from '../callrail/simulated-call';
import { newCall, tellCall } from './callrail-calls';
import { scenarioField } from './find-by-name';
import { customer, defineSimulation } from './simulation';
import { missAtTwilio } from './twilio-calls';

export const missedCall = defineSimulation({
  name: 'missed-call',
  about: 'CallRail or Twilio: somebody calls and nobody answers',
  fields: {
    provider: z
      .enum(['callrail', 'twilio'])
      .default('callrail')
      .describe('whose number was called'),
    from: customer,
    scenario: scenarioField,
    voicemail: z.boolean().default(false).describe('CallRail: the caller leaves a message'),
    postCall: z.boolean().default(true).describe('CallRail: no post-call ever comes'),
  },
  async run(deps, { provider, voicemail, postCall, ...input }) {
    if (provider === 'twilio') return missAtTwilio(deps, input);
    const call = newCall(deps, input, { outcome: voicemail ? 'voicemail' : 'missed' });
    const all: CallEvent[] = ['pre-call', 'routing-complete', 'post-call'];
    const webhooks = await tellCall(deps, call, {
      events: postCall ? all : all.slice(0, 2),
      duplicates: input.duplicates,
      changes: input.overrides,
    });
    const { callId, numericId, from } = call;
    return { ids: { callId, numericId, from }, webhooks };
  },
});
