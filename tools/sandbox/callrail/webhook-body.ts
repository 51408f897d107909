import { callOrigins, callParties, callState, formattedFields } from './call-fields';
import { recordingFields } from './recording-fields';
import type { Seen } from './recording-links';
import type { CallEvent, SimulatedCall } from './simulated-call';

const EMPTY_TEXTS = [
  'utm_source utm_medium utm_term utm_content utm_campaign utma utmb utmc utmv utmz ga gclid',
  'keywords medium campaign referring_url landing_page_url last_requested_url referrer_domain',
  'device_type note value custom ip kissmetrics_id landingpage referrer referrermedium tag',
  'keywords_spotted speaker_percent',
]
  .join(' ')
  .split(' ');

/** A call webhook as in PROVIDERS 2.3: numeric id, duration as text, no name of the event. */
export function callWebhookBody(call: SimulatedCall, event: CallEvent, seen: Seen) {
  const state = callState(call, event);
  const parties = callParties(call);
  const { company, from, to, startedAt, scenario } = call;
  return {
    ...Object.fromEntries(EMPTY_TEXTS.map((name) => [name, ''])),
    id: call.numericId,
    resource_id: call.callId,
    ...parties,
    ...callOrigins(call),
    ...state,
    ...formattedFields(call, state),
    duration: String(state.duration),
    tags: [],
    lead_status: null,
    good_lead_call_id: null,
    good_lead_call_time: null,
    score: null,
    transcription: null,
    conversational_transcript: null,
    call_highlights: [],
    integration_data: [{ integration: 'Webhooks', data: null }],
    ...recordingFields(call, event, seen),
    callername: scenario.customerName,
    callernum: from,
    callercity: scenario.customerCity,
    callerstate: 'NY',
    callercountry: 'US',
    callsource: 'website',
    trackingnum: to,
    destinationnum: state.answered ? company.smsNumber : '',
    datetime: startedAt.toISOString().slice(0, 19).replace('T', ' '),
    timestamp: parties.start_time,
  };
}
