import type {
  ActiveCompanies,
  AnswerVoice,
  DeliveryTask,
  NumberOwners,
  TwilioSenders,
} from '@otto/domain';
import {
  emptyTwiml,
  parseTwilioCallStatus,
  parseTwilioDialStatus,
  parseTwilioRecording,
  parseTwilioText,
  parseTwilioTextStatus,
  parseTwilioVoice,
  verifyTwilioSignature,
} from '@otto/integrations';
import { recordMessageStatus, recordTwilioEvent, recordTwilioMessage } from '@otto/queues';
import type { Door, Fields, Inbound, Reading, Verdict } from './door';
import { keyOf } from './key-of';
import { callbackUrl, companyOfShared } from './twilio-tenant';
import { verifySender } from './verify-sender';

export interface TwilioDoorDeps {
  readonly senders: TwilioSenders;
  readonly numbers: NumberOwners;
  readonly companies: ActiveCompanies;
  readonly answerVoice: AnswerVoice;
  /** Where Twilio believes this service to be; it signs whole URLs. */
  readonly publicUrl: string;
  /** The account of companies that have none of their own. */
  readonly sharedAccount: { readonly id: string; readonly authTokens: readonly string[] } | null;
}

interface TwilioEvent {
  readonly event: string;
  readonly aliases: readonly string[];
  readonly task: DeliveryTask;
  readonly parse: (fields: Fields) => { readonly deliveryKey: string };
  /** Whether Twilio acts on the answer. */
  readonly wantsTwiml?: boolean;
}

const EVENTS: readonly TwilioEvent[] = [
  {
    event: 'sms',
    aliases: ['/sms/twilio-webhook', '/mobile/twilio-webhook'],
    task: recordTwilioMessage,
    parse: parseTwilioText,
    wantsTwiml: true,
  },
  {
    event: 'sms-status',
    aliases: ['/sms/twilio-status'],
    task: recordMessageStatus,
    parse: parseTwilioTextStatus,
  },
  {
    event: 'voice',
    aliases: ['/mobile/twilio-voice-webhook'],
    task: recordTwilioEvent,
    parse: parseTwilioVoice,
    wantsTwiml: true,
  },
  {
    event: 'dial-status',
    aliases: [],
    task: recordTwilioEvent,
    parse: parseTwilioDialStatus,
    wantsTwiml: true,
  },
  {
    event: 'call-status',
    aliases: ['/mobile/twilio-call-status'],
    task: recordTwilioEvent,
    parse: parseTwilioCallStatus,
  },
  {
    event: 'recording',
    aliases: ['/mobile/twilio-recording-callback'],
    task: recordTwilioEvent,
    parse: parseTwilioRecording,
  },
];

export function createTwilioDoors(deps: TwilioDoorDeps): Door[] {
  return EVENTS.map((event) => ({
    provider: 'twilio',
    event: event.event,
    path: `/webhooks/twilio/${event.event}`,
    aliases: event.aliases,
    task: event.task,
    verify: (inbound) => verify(deps, inbound),
    read: (fields, companyId, inbound) => read(deps, event, { fields, companyId, inbound }),
  }));
}

/** The account in the body only says whose token the signature is to be checked with. */
async function verify(deps: TwilioDoorDeps, inbound: Inbound): Promise<Verdict> {
  const { rawBody, header, target } = inbound;
  const isSignedWith = (authTokens: readonly string[]) =>
    verifyTwilioSignature({
      rawBody,
      contentType: header('content-type'),
      signature: header('x-twilio-signature'),
      urls: [deps.publicUrl + target],
      authTokens,
    });
  const accountId = new URLSearchParams(rawBody.toString('utf8')).get('AccountSid') ?? undefined;
  if (deps.sharedAccount === null || accountId !== deps.sharedAccount.id) {
    return verifySender(deps.senders, accountId, isSignedWith);
  }
  return isSignedWith(deps.sharedAccount.authTokens)
    ? { isGenuine: true, companyId: null }
    : { isGenuine: false, companyId: null, reason: 'no or wrong signature' };
}

interface Genuine {
  readonly fields: Fields;
  /** Null when the account is the shared one. */
  readonly companyId: string | null;
  readonly inbound: Inbound;
}

async function read(
  deps: TwilioDoorDeps,
  { event, parse, wantsTwiml }: TwilioEvent,
  { fields, companyId: ownerId, inbound }: Genuine,
): Promise<Reading> {
  const { deliveryKey } = parse(fields);
  const companyId = ownerId ?? (await companyOfShared(deps, event, { fields, inbound }));
  const reading = {
    event,
    companyId,
    isOurs: companyId !== null,
    deliveryKey: keyOf(companyId, event, deliveryKey),
  };
  if (!wantsTwiml) return reading;
  if (event !== 'voice' || companyId === null) return { ...reading, twiml: emptyTwiml() };
  const told = (name: string) =>
    callbackUrl(deps.publicUrl, name, ownerId === null ? companyId : null);
  const twiml = await deps.answerVoice({
    companyId,
    to: parseTwilioVoice(fields).to,
    dialStatusUrl: told('dial-status'),
    callStatusUrl: told('call-status'),
    recordingUrl: told('recording'),
  });
  return { ...reading, twiml };
}
