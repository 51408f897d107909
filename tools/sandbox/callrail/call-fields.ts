import { createHash } from 'node:crypto';
import type { DemoCompany } from '../../local/demo-data';
import { isoWithOffset } from '../scenarios/local-time';
import type { CallEvent, SimulatedCall } from './simulated-call';

const number = (seed: string) => createHash('sha256').update(seed).digest().readUInt32BE(0) >>> 1;
const resource = (prefix: string, seed: string) =>
  prefix +
  createHash('sha256')
    .update(prefix + seed)
    .digest('hex')
    .slice(0, 32);

/** `+12148654559` as `214-865-4559`. */
const spoken = (phone: string) => phone.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '$1-$2-$3');

/** What happened so far; a pre-call always claims a missed call of no length (PROVIDERS 2.2). */
export function callState(call: SimulatedCall, event: CallEvent) {
  const isRinging = event === 'pre-call';
  const isOver = !isRinging && event !== 'routing-complete';
  const isAnswered = !isRinging && call.outcome === 'answered';
  const isVoicemail = isOver && call.outcome === 'voicemail';
  const ending = isVoicemail ? 'voicemail' : isAnswered ? 'answered' : 'missed';
  return {
    answered: isAnswered,
    voicemail: isVoicemail,
    call_type: call.direction === 'outbound' ? 'outbound' : ending,
    duration: isOver ? call.durationSeconds : 0,
    business_phone_number: isAnswered ? call.company.smsNumber : '',
  };
}

export type CallState = ReturnType<typeof callState>;

/** Who called whom, and when. */
export function callParties(call: SimulatedCall) {
  const startedAt = isoWithOffset(call.startedAt, call.company.timezone);
  return {
    customer_name: call.scenario.customerName,
    customer_phone_number: call.from,
    customer_city: call.scenario.customerCity,
    customer_state: 'NY',
    customer_country: 'US',
    tracking_phone_number: call.to,
    direction: call.direction,
    start_time: startedAt,
    created_at: startedAt,
  };
}

/** Whose customer it is; calls, texts and forms all say so. */
export function companyOrigins({ id, callrail }: DemoCompany, customer: string) {
  return {
    company_id: number(callrail.accountId),
    company_resource_id: resource('COM', callrail.accountId),
    person_resource_id: resource('PER', id + customer),
  };
}

/** The account's own records behind the call. */
export function callOrigins({ company, from, to }: SimulatedCall) {
  return {
    ...companyOrigins(company, from),
    company_name: company.name,
    company_time_zone: company.timezone,
    tracker_id: number(to),
    tracker_resource_id: resource('TRK', to),
    source_name: 'Website',
    first_call: true,
    prior_calls: 0,
    total_calls: 1,
  };
}

/** The same facts once more, as CallRail shows them to people. */
export function formattedFields(call: SimulatedCall, state: CallState) {
  const { customerName, customerCity } = call.scenario;
  return {
    formatted_call_type: `${state.call_type.charAt(0).toUpperCase()}${state.call_type.slice(1)} Call`,
    formatted_business_phone_number: spoken(state.business_phone_number),
    formatted_customer_name: customerName,
    formatted_customer_name_or_phone_number: customerName,
    formatted_customer_phone_number: spoken(call.from),
    formatted_customer_location: `${customerCity}, NY`,
    formatted_tracking_phone_number: spoken(call.to),
    formatted_duration: `${state.duration}s`,
    formatted_tracking_source: 'Website',
    formatted_value: '--',
  };
}
