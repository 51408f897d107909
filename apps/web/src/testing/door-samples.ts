import {
  callrailScheme,
  clerkScheme,
  shunyaScheme,
  twilioScheme,
  uwcScheme,
  type Scheme,
} from './door-schemes';

type Fields = Readonly<Record<string, unknown>>;

/** Who sends: the company as its providers know it. */
export interface Sender {
  readonly companyId: string;
  readonly token: string;
  readonly accountSid: string;
  readonly number: string;
}

/** One kind of genuine webhook, for a spec that goes through every door. */
export interface DoorSample {
  readonly name: string;
  readonly path: (sender: Sender) => string;
  readonly scheme: Scheme;
  readonly task: string;
  /** Something new at each call. */
  readonly fields: (sender: Sender) => Fields;
  /** The field without which it makes no sense. */
  readonly needed: string;
}

let made = 0;
const next = (prefix: string) => `${prefix}${String((made += 1)).padStart(8, '0')}`;
const CUSTOMER = '+16025550101';

const callrail = (event: string, task: string, fields: (sender: Sender) => Fields): DoorSample => ({
  name: `callrail ${event}`,
  path: ({ token }) => `/webhooks/callrail/${token}/${event}`,
  scheme: callrailScheme,
  task,
  fields: (sender) => ({ resource_id: next('CAL'), ...fields(sender) }),
  needed: 'resource_id',
});

const ofCall = ({ number }: Sender) => ({
  customer_phone_number: CUSTOMER,
  tracking_phone_number: number,
  answered: true,
});
const ofText = ({ number }: Sender) => ({
  source_number: CUSTOMER,
  destination_number: number,
  content: 'Do you repair roofs?',
});

const twilio = (
  event: string,
  needed: string,
  task: string,
  fields: (sender: Sender) => Fields,
): DoorSample => ({
  name: `twilio ${event}`,
  path: () => `/webhooks/twilio/${event}`,
  scheme: twilioScheme,
  task,
  fields: (sender) => ({
    AccountSid: sender.accountSid,
    From: CUSTOMER,
    To: sender.number,
    ...fields(sender),
  }),
  needed,
});

const RECORD_TWILIO = 'calls.record-twilio-event';
const RECORD_CALLRAIL = 'calls.record-callrail-event';

const shunya = (shape: string, needed: string, fields: () => Fields): DoorSample => ({
  name: `shunya ${shape}`,
  path: () => '/webhooks/shunya',
  scheme: shunyaScheme,
  task: 'shunya.process-webhook',
  fields: ({ companyId }) => ({ company_id: companyId, status: 'completed', ...fields() }),
  needed,
});

const uwc = (event: string, fields: Fields): DoorSample => ({
  name: `uwc ${event}`,
  path: () => `/webhooks/uwc/${event}`,
  scheme: uwcScheme,
  task: 'shunya.process-uwc-webhook',
  fields: ({ companyId }) => ({
    job_id: next('job-'),
    company_id: companyId,
    status: 'completed',
    ...fields,
  }),
  needed: 'job_id',
});

const clerk = (type: string, data: (sender: Sender) => Fields): DoorSample => ({
  name: `clerk ${type}`,
  path: () => '/webhooks/clerk',
  scheme: clerkScheme,
  task: 'people.apply-clerk-event',
  fields: (sender) => ({ type, object: 'event', timestamp: (made += 1), data: data(sender) }),
  needed: 'data',
});

export const doorSamples: readonly DoorSample[] = [
  ...['pre-call', 'routing-complete', 'post-call', 'call-modified'].map((event) =>
    callrail(event, RECORD_CALLRAIL, ofCall),
  ),
  ...['outbound-post-call', 'outbound-call-modified'].map((event) =>
    callrail(event, RECORD_CALLRAIL, (sender) => ({ ...ofCall(sender), direction: 'outbound' })),
  ),
  callrail('text-received', 'messaging.record-callrail-text', ofText),
  callrail('text-sent', 'messaging.record-callrail-text', ofText),
  callrail('form', 'leads.record-form', () => ({ form_data: { name: 'Dana', phone: CUSTOMER } })),
  twilio('sms', 'MessageSid', 'messaging.record-twilio-message', () => ({
    MessageSid: next('SM'),
    Body: 'STOP',
    NumMedia: '0',
  })),
  twilio('sms-status', 'MessageStatus', 'messaging.record-message-status', () => ({
    MessageSid: next('SM'),
    MessageStatus: 'delivered',
  })),
  twilio('voice', 'CallSid', RECORD_TWILIO, () => ({
    CallSid: next('CA'),
    CallStatus: 'ringing',
    Direction: 'inbound',
  })),
  twilio('dial-status', 'DialCallStatus', RECORD_TWILIO, () => ({
    CallSid: next('CA'),
    DialCallStatus: 'no-answer',
  })),
  twilio('call-status', 'CallStatus', RECORD_TWILIO, () => ({
    CallSid: next('CA'),
    CallStatus: 'completed',
    Direction: 'inbound',
  })),
  twilio('recording', 'RecordingSid', RECORD_TWILIO, () => ({
    CallSid: next('CA'),
    RecordingSid: next('RE'),
    RecordingStatus: 'completed',
  })),
  shunya('by job id', 'shunya_job_id', () => ({ shunya_job_id: next('tsk-') })),
  shunya('by event type', 'company_id', () => ({
    event_type: 'call.analysis.complete',
    task_id: next('tsk-'),
  })),
  uwc('asr/complete', { transcript: [], language: 'en' }),
  uwc('analysis/complete', { analysis: {} }),
  uwc('rag/indexed', { document_id: 'd-77', chunks_indexed: 14 }),
  uwc('training/status', { rep_id: 'user_a', progress: 40 }),
  uwc('followup/draft', {
    rep_id: 'user_a',
    lead_id: 'l-1',
    draft: { message: 'Hello', channel: 'sms' },
  }),
  clerk('user.created', () => ({ id: next('user_'), email_addresses: [] })),
  clerk('organization.updated', ({ companyId }) => ({ id: companyId, name: 'Roofing' })),
  clerk('organizationMembership.created', ({ companyId }) => ({
    id: next('orgmem_'),
    role: 'org:member',
    organization: { id: companyId },
    public_user_data: { user_id: next('user_') },
  })),
  clerk('organizationInvitation.accepted', ({ companyId }) => ({
    id: next('orginv_'),
    organization_id: companyId,
    email_address: 'new@spec.example',
  })),
];
