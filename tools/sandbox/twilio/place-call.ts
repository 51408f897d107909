import type { SandboxDeps } from '../sandbox-deps';
import { scenarios, type Scenario } from '../scenarios';
import {
  callStatusParams,
  dialStatusParams,
  recordingParams,
  voiceParams,
  type CallMoment,
} from './call-params';
import { CALL_ENDINGS } from './magic-numbers';
import { postTwilio } from './post-twilio';
import { recordCall, recordingUrlOf } from './record-call';
import { readDialPlan } from './twiml';
import type { TwilioCall, TwilioState } from './twilio-state';

export interface CallPlan {
  readonly answerUrl: string | null;
  readonly statusCallback: string | null;
  readonly statusEvents: readonly string[];
}

const DURATION_SECONDS = 95;

/** Rings somebody up for Otto, asks it what to do once answered, and tells what became of it. */
export async function placeCall(
  deps: SandboxDeps & { readonly twilio: TwilioState },
  call: TwilioCall,
  plan: CallPlan,
): Promise<void> {
  let sequence = 0;
  const tell = async (event: string, status: string, durationSeconds = 0) => {
    await deps.background.wait(deps.config.twilio.statusDelayMs);
    call.status = status;
    const moment: CallMoment = { status, sequence: sequence++, durationSeconds, now: deps.now() };
    if (plan.statusCallback === null || !plan.statusEvents.includes(event)) return;
    const request = { url: plan.statusCallback, params: callStatusParams(call, moment) };
    const { isHeld, answer } = postTwilio(deps, call.company, request);
    if (isHeld) deps.background.run(() => answer.then(() => undefined));
    else await answer;
  };
  await tell('initiated', 'initiated');
  await tell('ringing', 'ringing');
  const ending = CALL_ENDINGS[call.to];
  if (ending !== undefined) return tell('completed', ending);
  await tell('answered', 'in-progress');
  if (plan.answerUrl !== null) await followAnswer(deps, call, plan.answerUrl);
  await tell('completed', 'completed', DURATION_SECONDS);
}

async function followAnswer(
  deps: SandboxDeps & { readonly twilio: TwilioState },
  call: TwilioCall,
  url: string,
): Promise<void> {
  const asked = postTwilio(deps, call.company, { url, params: voiceParams(call) });
  call.twiml = (await asked.answer).text;
  const dial = readDialPlan(call.twiml);
  if (dial === null) return;
  if (dial.records && dial.recordingStatusCallback !== null) {
    const recording = recordCall(deps.twilio, call, scenarios[0] as Scenario);
    const of = { status: 'completed', url: recordingUrlOf(deps, recording), now: deps.now() };
    const params = recordingParams(recording, of);
    await postTwilio(deps, call.company, { url: dial.recordingStatusCallback, params }).answer;
  }
  if (dial.action === null) return;
  const params = dialStatusParams(call, 'completed', DURATION_SECONDS);
  await postTwilio(deps, call.company, { url: dial.action, params }).answer;
}
