import type { FindCallrailSender } from '@otto/domain';
import { parseCallrailCall, verifyCallrailSignature, WebhookParseError } from '@otto/integrations';
import { recordCallrailEvent } from '@otto/queues';
import { Problem } from '../http/problem';
import { contentHash } from './content-hash';
import type { Door, Fields, Inbound, Verdict } from './door';
import { keyOf } from './key-of';

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

export function createCallrailDoors(deps: { readonly findSender: FindCallrailSender }): Door[] {
  return EVENTS.map(({ event, aliases, revision }) => ({
    provider: 'callrail',
    event,
    path: `/webhooks/callrail/:token/${event}`,
    aliases,
    task: recordCallrailEvent,
    verify: (inbound) => verify(deps.findSender, inbound),
    read: async (fields, companyId) => {
      const callId = callIdOf(fields);
      return {
        event,
        companyId,
        deliveryKey: keyOf(companyId, event, callId, revision?.(fields) ?? null),
      };
    },
  }));
}

async function verify(findSender: FindCallrailSender, inbound: Inbound): Promise<Verdict> {
  const sender = inbound.token ? await findSender(inbound.token) : null;
  if (!sender) return { isGenuine: false, companyId: null, reason: 'unknown token' };
  const { companyId, signingKeys: keys } = sender;
  const signature = inbound.header('signature');
  if (verifyCallrailSignature({ rawBody: inbound.rawBody, signature, keys })) {
    return { isGenuine: true, companyId };
  }
  const reason = signature ? 'wrong signature' : 'no signature';
  return { isGenuine: false, companyId, reason: keys.length === 0 ? 'no signing key' : reason };
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
