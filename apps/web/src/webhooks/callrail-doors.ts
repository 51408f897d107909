import type { CallrailSenders } from '@otto/domain';
import { parseCallrailCall, verifyCallrailSignature, WebhookParseError } from '@otto/integrations';
import { recordCallrailEvent } from '@otto/queues';
import { Problem } from '../http/problem';
import { contentHash } from './content-hash';
import type { Door, Fields } from './door';
import { keyOf } from './key-of';
import { verifySender } from './verify-sender';

/** When it was sent, not what it says. */
const VOLATILE = ['timestamp'];

interface CallrailEvent {
  readonly event: string;
  readonly aliases: readonly string[];
  /** What makes a second one of the same call news; nothing by default. */
  readonly revision?: (fields: Fields) => string;
}

const byContent = (fields: Fields): string => contentHash(fields, VOLATILE);

/** CallRail has one URL per event and no name of the event in the body. */
const EVENTS: readonly CallrailEvent[] = [
  { event: 'pre-call', aliases: ['/callrail/call.incoming', '/pre-call'] },
  {
    event: 'routing-complete',
    aliases: ['/callrail/call.answered', '/callrail/call.missed'],
    revision: (fields) => `answered=${String(fields['answered'])}`,
  },
  // A later one may be the first to bring the recording.
  {
    event: 'post-call',
    aliases: ['/callrail/call.completed', '/call-complete'],
    revision: byContent,
  },
  { event: 'call-modified', aliases: ['/call-modified'], revision: byContent },
  { event: 'outbound-post-call', aliases: [], revision: byContent },
  { event: 'outbound-call-modified', aliases: [], revision: byContent },
];

export function createCallrailDoors(deps: { readonly senders: CallrailSenders }): Door[] {
  return EVENTS.map(({ event, aliases, revision }) => ({
    provider: 'callrail',
    event,
    path: `/webhooks/callrail/:token/${event}`,
    aliases,
    task: recordCallrailEvent,
    verify: ({ token, rawBody, header }) =>
      verifySender(deps.senders, token, (keys) =>
        verifyCallrailSignature({ rawBody, signature: header('signature'), keys }),
      ),
    read: async (fields, companyId) => {
      const callId = callIdOf(fields);
      return {
        event,
        companyId,
        isOurs: true,
        deliveryKey: keyOf(companyId, event, callId, revision?.(fields) ?? null),
      };
    },
  }));
}

function callIdOf(fields: Fields): string {
  try {
    return parseCallrailCall(fields).callId;
  } catch (error) {
    if (error instanceof WebhookParseError)
      throw new Problem(400, 'BAD_REQUEST', 'The call id is missing.');
    throw error;
  }
}
