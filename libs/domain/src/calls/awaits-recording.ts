import type { CallRow } from '@otto/db';

/** Whether the call is over and was answered, and its recording is not yet taken care of. */
export function awaitsRecording(call: CallRow): boolean {
  return (
    call.status === 'completed' &&
    call.recordingStoredKey === null &&
    call.transcriptionStatus === 'not_started'
  );
}
