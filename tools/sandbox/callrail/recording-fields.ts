import { recordingUrl, type Seen } from './recording-links';
import type { CallEvent, SimulatedCall } from './simulated-call';

export const hasRecording = (call: SimulatedCall, now: Date) =>
  call.outcome !== 'missed' && call.recordingReadyAt <= now;

/** A recording comes once the call is over, and not always by then. */
export function recordingFields(call: SimulatedCall, event: CallEvent, seen: Seen) {
  const isOver = event !== 'pre-call' && event !== 'routing-complete';
  if (!isOver || !hasRecording(call, seen.now)) {
    return { recording: null, recording_player: null, recording_duration: null };
  }
  const recording = recordingUrl(call, seen);
  return {
    recording,
    recording_player: recording.replace('/redirect', ''),
    recording_duration: call.durationSeconds,
  };
}
