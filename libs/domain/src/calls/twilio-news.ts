import {
  parseTwilioCallStatus,
  parseTwilioDialStatus,
  parseTwilioRecording,
  parseTwilioVoice,
  type TwilioCallStatus,
} from '@otto/integrations';
import { normalisePhone } from '../phones/normalise-phone';
import type { CallNews, CallProgress } from './call-progress';
import type { CallDetails } from './upsert-call';

/** An event of Twilio in Otto's words. */
export interface TwilioNews extends CallDetails {
  /** What it means for a call that has come so far. */
  readonly newsFor: (current: CallProgress | null) => CallNews;
}

type Meaning = Pick<CallNews, 'stage' | 'answered'> & { readonly durationSeconds?: number | null };

/** News that only says that there is such a call. */
const IT_EXISTS: Meaning = { stage: 'ringing', answered: null };
const UNANSWERED: readonly (string | null)[] = ['busy', 'no-answer', 'failed', 'canceled'];

/** Null for an event that says nothing of a call. `event` is the name of the door it came in by. */
export function twilioNews(event: string, body: Buffer, receivedAt: Date): TwilioNews | null {
  const told = read(event, body);
  if (told === null) return null;
  const { from = null, to = null, direction = 'inbound', ...rest } = told;
  const canBegin = direction === 'inbound';
  return {
    provider: 'twilio',
    providerCallIds: [rest.callId],
    direction,
    // An outbound call is begun by Otto: there is nothing to make of news of an unknown one.
    customerPhone: canBegin ? normalisePhone(from) : null,
    trackingPhone: canBegin ? normalisePhone(to) : null,
    recordingUrl: rest.recordingUrl ?? null,
    customerName: rest.callerName ?? null,
    csrId: null,
    newsFor: (current) => ({
      startedAt: null,
      durationSeconds: null,
      ...rest.meaning(current),
      receivedAt,
    }),
  };
}

interface Told {
  readonly callId: string;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly direction?: 'inbound' | 'outbound';
  readonly callerName?: string | null;
  readonly recordingUrl?: string;
  readonly meaning: (current: CallProgress | null) => Meaning;
}

function read(event: string, body: Buffer): Told | null {
  switch (event) {
    case 'voice':
      return { ...parseTwilioVoice(body), meaning: () => IT_EXISTS };
    case 'dial-status': {
      const { callId, from, to, answered, durationSeconds } = parseTwilioDialStatus(body);
      const end: Meaning = { stage: 'ended', answered, durationSeconds };
      return { callId, from, to, meaning: () => (answered === null ? IT_EXISTS : end) };
    }
    case 'call-status':
      return readCallStatus(parseTwilioCallStatus(body));
    case 'recording': {
      const { callId, status, url } = parseTwilioRecording(body);
      if (status !== 'completed' || url === null) return null;
      return { callId, recordingUrl: `${url}.mp3`, meaning: () => IT_EXISTS };
    }
    default:
      return null;
  }
}

function readCallStatus(event: TwilioCallStatus): Told {
  const { callId, parentCallId, direction } = event;
  // The phone that rings for a caller is a call of its own; it is told as news of the caller's.
  if (parentCallId !== null) return { callId: parentCallId, meaning: legMeaning(event) };
  return direction === 'inbound'
    ? { ...event, meaning: callerMeaning(event) }
    : { callId, direction, meaning: outboundMeaning(event) };
}

/** Phones that are rung together end unanswered when one is taken, so only a yes is a fact. */
function legMeaning({ status, durationSeconds }: TwilioCallStatus): Told['meaning'] {
  return (current) => {
    if (status === 'completed') return { stage: 'ended', answered: true, durationSeconds };
    if (status !== 'in-progress') return IT_EXISTS;
    return {
      stage: current !== null && current.endedAt !== null ? 'ended' : 'routed',
      answered: true,
    };
  };
}

/** To Twilio the call is answered by Otto's instructions; whether by a person the phones tell. */
function callerMeaning({ status }: TwilioCallStatus): Told['meaning'] {
  return (current) => {
    const wasAnswered = current?.status === 'answered' || current?.status === 'completed';
    if (status === 'completed') return { stage: 'ended', answered: wasAnswered };
    return UNANSWERED.includes(status) ? { stage: 'ended', answered: false } : IT_EXISTS;
  };
}

function outboundMeaning({ status, durationSeconds }: TwilioCallStatus): Told['meaning'] {
  if (status === 'completed') return () => ({ stage: 'ended', answered: true, durationSeconds });
  if (UNANSWERED.includes(status)) return () => ({ stage: 'ended', answered: false });
  return () => (status === 'in-progress' ? { stage: 'routed', answered: true } : IT_EXISTS);
}
