import { recordingTimings } from '../recordings/timings';
import type { SandboxDeps } from '../sandbox-deps';
import type { Scenario } from '../scenarios';
import { newSid } from './sid';
import type { TwilioCall, TwilioRecording, TwilioState } from './twilio-state';

/** Keeps what was said on a call as a recording. */
export function recordCall(
  { recordings }: TwilioState,
  { company, sid: callSid }: TwilioCall,
  scenario: Scenario,
): TwilioRecording {
  const { durationSeconds } = recordingTimings[scenario.name];
  const recording = { sid: newSid('RE'), company, callSid, scenario, durationSeconds };
  recordings.push(recording);
  return recording;
}

/** As Twilio gives it: `.mp3` behind it is the audio. */
export const recordingUrlOf = (
  { urls }: Pick<SandboxDeps, 'urls'>,
  { company, sid }: TwilioRecording,
) => `${urls.sandbox()}/twilio/2010-04-01/Accounts/${company.twilio.accountSid}/Recordings/${sid}`;
