import type { CallEvent, SimulatedCall } from './simulated-call';

/** From where and when a call is looked at. */
export interface Seen {
  readonly sandboxUrl: string;
  readonly now: Date;
}

/** A link with a key in it that redirects to the audio, like CallRail's. */
export function recordingUrl(call: SimulatedCall, sandboxUrl: string): string {
  return `${sandboxUrl}/callrail/calls/${call.numericId}/recording/redirect?access_key=${call.recordingAccessKey}`;
}

/** A recording comes with the post-call only, and not always by then. */
export function recordingFields(call: SimulatedCall, event: CallEvent, seen: Seen) {
  const { sandboxUrl, now } = seen;
  const isThere = event === 'post-call' && call.recordingReadyAt <= now;
  if (!isThere) return { recording: null, recording_player: null, recording_duration: null };
  return {
    recording: recordingUrl(call, sandboxUrl),
    recording_player: recordingUrl(call, sandboxUrl).replace('/redirect', ''),
    recording_duration: call.durationSeconds,
  };
}
