import type { CallrailSenders, DeliveryTask } from '@otto/domain';
import {
  parseCallrailCall,
  parseCallrailForm,
  parseCallrailText,
  verifyCallrailSignature,
} from '@otto/integrations';
import { recordCallrailEvent, recordCallrailText, recordForm } from '@otto/queues';
import { contentHash } from './content-hash';
import type { Door, Fields } from './door';
import { keyOf } from './key-of';
import { verifySender } from './verify-sender';

/** When it was sent, not what it says. */
const VOLATILE = ['timestamp'];

interface CallrailEvent {
  readonly event: string;
  readonly aliases: readonly string[];
  readonly task: DeliveryTask;
  /** The id of what it is about. */
  readonly idOf: (fields: Fields) => string;
  /** What makes a second one about the same news; nothing by default. */
  readonly revision?: (fields: Fields) => string;
}

const byContent = (fields: Fields): string => contentHash(fields, VOLATILE);
const ofCall = {
  task: recordCallrailEvent,
  idOf: (fields: Fields) => parseCallrailCall(fields).callId,
};
const ofText = (direction: 'inbound' | 'outbound') => ({
  task: recordCallrailText,
  idOf: (fields: Fields) => parseCallrailText(fields, direction).messageId,
});
const ofForm = {
  task: recordForm,
  idOf: (fields: Fields) => parseCallrailForm(fields).submissionId,
};

/** CallRail has one URL per event and no name of the event in the body. */
const EVENTS: readonly CallrailEvent[] = [
  { event: 'pre-call', aliases: ['/callrail/call.incoming', '/pre-call'], ...ofCall },
  {
    event: 'routing-complete',
    aliases: ['/callrail/call.answered', '/callrail/call.missed'],
    ...ofCall,
    revision: (fields) => `answered=${String(fields['answered'])}`,
  },
  // A later one may be the first to bring the recording.
  {
    event: 'post-call',
    aliases: ['/callrail/call.completed', '/call-complete'],
    ...ofCall,
    revision: byContent,
  },
  { event: 'call-modified', aliases: ['/call-modified'], ...ofCall, revision: byContent },
  { event: 'outbound-post-call', aliases: [], ...ofCall, revision: byContent },
  { event: 'outbound-call-modified', aliases: [], ...ofCall, revision: byContent },
  { event: 'text-received', aliases: ['/sms/callrail-webhook'], ...ofText('inbound') },
  { event: 'text-sent', aliases: [], ...ofText('outbound') },
  { event: 'form', aliases: [], ...ofForm },
];

export function createCallrailDoors(deps: { readonly senders: CallrailSenders }): Door[] {
  return EVENTS.map(({ event, aliases, task, idOf, revision }) => ({
    provider: 'callrail',
    event,
    path: `/webhooks/callrail/:token/${event}`,
    aliases,
    task,
    verify: ({ token, rawBody, header }) =>
      verifySender(deps.senders, token, (keys) =>
        verifyCallrailSignature({ rawBody, signature: header('signature'), keys }),
      ),
    read: async (fields, companyId) => ({
      event,
      companyId,
      isOurs: true,
      deliveryKey: keyOf(companyId, event, idOf(fields), revision?.(fields) ?? null),
    }),
  }));
}
