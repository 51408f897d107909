import { z } from 'zod';
import { companyOf } from '../companies';
import {
  callStatusParams,
  dialStatusParams,
  recordingParams,
  voiceParams,
} from '../twilio/call-params';
import { postTwilio } from '../twilio/post-twilio';
import { recordCall, recordingUrlOf } from '../twilio/record-call';
import { newSid } from '../twilio/sid';
import { readDialPlan } from '../twilio/twiml';
import type { TwilioCall } from '../twilio/twilio-state';
import { needed, scenarioField, scenarioOf } from './find-by-name';
import {
  customer,
  defineSimulation,
  phone,
  type SimulationDeps,
  type SimulationResult,
} from './simulation';
import { formWithOverrides, tell } from './tell';

interface Telling {
  readonly duplicates: number;
  readonly overrides: Readonly<Record<string, unknown>>;
}

const callSid = z.string().optional().describe('sid of the call; the last one by default');
const PATHS = '/webhooks/twilio';

export const voice = defineSimulation({
  name: 'voice',
  about: 'Twilio: somebody calls the company; the answer says what Twilio is to do',
  fields: { from: customer, to: phone.optional().describe('the number called') },
  async run(deps, { companyId, from, to, ...telling }) {
    const call = ringUp(deps, { companyId, from, to });
    const webhooks = await tellVoice(deps, call, telling);
    return { ids: { callSid: call.sid, from: call.from }, webhooks };
  },
});

const DIAL = ['no-answer', 'busy', 'failed', 'canceled', 'completed', 'answered'] as const;

export const dialStatus = defineSimulation({
  name: 'dial-status',
  about: "Twilio: how ringing the company's phones ended",
  fields: {
    callSid,
    status: z.enum(DIAL).default('no-answer').describe('how it ended'),
    durationSeconds: z.int().min(0).default(95).describe('how long the two spoke'),
  },
  async run(deps, { companyId, callSid: sid, status, durationSeconds, ...telling }) {
    const call = findCall(deps, companyId, sid);
    const url = readDialPlan(call.twiml)?.action ?? `${PATHS}/dial-status`;
    const params = dialStatusParams(call, status, durationSeconds);
    return toldOf(deps, call, { event: 'dial-status', url, params, ...telling });
  },
});

const CALL = [
  'initiated',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'no-answer',
  'failed',
  'canceled',
] as const;

export const callStatus = defineSimulation({
  name: 'call-status',
  about: 'Twilio: how far a call has come',
  fields: {
    callSid,
    status: z.enum(CALL).default('completed').describe('its new state'),
    sequence: z.int().min(0).default(3).describe('number of the callback, counted from 0'),
    durationSeconds: z.int().min(0).default(95).describe('how long it took'),
  },
  async run(deps, { companyId, callSid: sid, status, sequence, durationSeconds, ...telling }) {
    const call = findCall(deps, companyId, sid);
    call.status = status;
    const moment = { status, sequence, durationSeconds, now: deps.now() };
    const url = readDialPlan(call.twiml)?.statusCallback ?? `${PATHS}/call-status`;
    const params = callStatusParams(call, moment);
    return toldOf(deps, call, { event: 'call-status', url, params, ...telling });
  },
});

const RECORDING = ['completed', 'absent', 'failed', 'in-progress'] as const;

export const recording = defineSimulation({
  name: 'recording',
  about: 'Twilio: a recording of a call is there',
  fields: {
    callSid,
    scenario: scenarioField,
    status: z.enum(RECORDING).default('completed').describe('what became of it'),
  },
  async run(deps, { companyId, callSid: sid, scenario, status, ...telling }) {
    const call = findCall(deps, companyId, sid);
    const made = recordCall(deps.twilio, call, scenarioOf(scenario));
    const of = { status, url: recordingUrlOf(deps, made), now: deps.now() };
    const url = readDialPlan(call.twiml)?.recordingStatusCallback ?? `${PATHS}/recording`;
    const params = recordingParams(made, of);
    const told = await toldOf(deps, call, { event: 'recording', url, params, ...telling });
    return { ...told, ids: { ...told.ids, recordingSid: made.sid } };
  },
});

/** A call to a number of Twilio's that nobody takes, told as Otto's answer to it wants. */
export async function missAtTwilio(
  deps: SimulationDeps,
  input: Telling & { companyId?: string | undefined; from?: string | undefined },
): Promise<SimulationResult> {
  const { duplicates, overrides } = input;
  const call = ringUp(deps, input);
  const webhooks = await tellVoice(deps, call, { duplicates, overrides });
  const url = readDialPlan(call.twiml)?.action ?? `${PATHS}/dial-status`;
  const params = dialStatusParams(call, 'no-answer', 0);
  const telling = { event: 'dial-status', url, params, duplicates, overrides };
  const { ids, webhooks: told } = await toldOf(deps, call, telling);
  return { ids: { ...ids, from: call.from }, webhooks: [...webhooks, ...told] };
}

interface Caller {
  readonly companyId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

function ringUp(deps: SimulationDeps, { companyId, from, to }: Caller): TwilioCall {
  const company = companyOf(deps, companyId);
  const call: TwilioCall = {
    sid: newSid('CA'),
    company,
    from: from ?? deps.nextCaller(),
    to: to ?? company.smsNumber,
    direction: 'inbound',
    createdAt: deps.now(),
    twiml: '',
    status: 'ringing',
  };
  deps.twilio.calls.push(call);
  return call;
}

async function tellVoice(deps: SimulationDeps, call: TwilioCall, telling: Telling) {
  const request = { event: 'voice', url: `${PATHS}/voice`, params: voiceParams(call), ...telling };
  const { webhooks } = await toldOf(deps, call, request);
  call.twiml = webhooks.at(-1)?.text ?? '';
  return webhooks;
}

function findCall(deps: SimulationDeps, companyId: string | undefined, sid: string | undefined) {
  const company = companyOf(deps, companyId);
  const call = deps.twilio.calls.findLast(
    (one) => one.company.id === company.id && one.sid === (sid ?? one.sid),
  );
  return needed(call, 'call at Twilio');
}

async function toldOf(
  deps: SimulationDeps,
  { company, sid }: TwilioCall,
  request: Telling & { event: string; url: string; params: Record<string, string> },
): Promise<SimulationResult> {
  const { event, url, duplicates } = request;
  const params = formWithOverrides(request.params, request.overrides);
  const post = () => postTwilio(deps, company, { url, params });
  const webhooks = await tell(deps, { event, duplicates, post });
  return { ids: { callSid: sid }, webhooks };
}
