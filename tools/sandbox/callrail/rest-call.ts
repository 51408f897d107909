import { callOrigins, callParties, callState } from './call-fields';
import { recordingFields } from './recording-fields';
import type { Seen } from './recording-links';
import type { SimulatedCall } from './simulated-call';

/** A call as the REST API answers it: its id is the resource id, its duration a number. */
export function restCall(call: SimulatedCall, extraFields: readonly string[], seen: Seen) {
  const extras: Record<string, unknown> = {
    ...callOrigins(call),
    call_type: callState(call, 'post-call').call_type,
    created_at: callParties(call).created_at,
    transcription: null,
    tags: [],
    note: '',
    value: null,
    lead_status: null,
  };
  const { answered, voicemail, duration, business_phone_number } = callState(call, 'post-call');
  const { created_at: _createdAt, ...parties } = callParties(call);
  return {
    id: call.callId,
    answered,
    voicemail,
    duration,
    business_phone_number,
    ...parties,
    ...recordingFields(call, 'post-call', seen),
    ...Object.fromEntries(
      extraFields.filter((name) => name in extras).map((name) => [name, extras[name]]),
    ),
  };
}
