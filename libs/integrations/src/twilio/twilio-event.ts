/** Words that Twilio understands as a wish about texts, and has acted on by itself. */
export type OptOutWord = 'stop' | 'start' | 'help';

export type TextStatus =
  | 'accepted'
  | 'scheduled'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'failed'
  | 'read'
  | 'canceled'
  | 'received';

export type PhoneCallStatus =
  | 'queued'
  | 'initiated'
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'no-answer'
  | 'failed'
  | 'canceled';

interface TwilioEvent {
  /** The same for every repetition of one event, and for no other event of the account. */
  readonly deliveryKey: string;
  readonly accountId: string | null;
}

export interface TwilioText extends TwilioEvent {
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  /** As it was typed; empty when there are only pictures. */
  readonly text: string;
  readonly media: readonly { readonly url: string; readonly contentType: string | null }[];
  /** Only with Twilio's Advanced Opt-Out; otherwise null whatever the text says. */
  readonly optOut: OptOutWord | null;
}

export interface TwilioTextStatus extends TwilioEvent {
  readonly messageId: string;
  /** Null for a word that is not known. */
  readonly status: TextStatus | null;
  readonly errorCode: string | null;
}

export interface TwilioVoice extends TwilioEvent {
  readonly callId: string;
  readonly from: string;
  readonly to: string;
  readonly direction: 'inbound' | 'outbound';
  readonly status: PhoneCallStatus | null;
  readonly callerName: string | null;
}

export interface TwilioDialStatus extends TwilioEvent {
  readonly callId: string;
  /** The call to the person who was rung. */
  readonly legId: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly status: PhoneCallStatus | null;
  /** Whether someone picked up; null when Twilio does not say. */
  readonly answered: boolean | null;
  readonly durationSeconds: number | null;
}

export interface TwilioCallStatus extends TwilioEvent {
  readonly callId: string;
  readonly parentCallId: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly direction: 'inbound' | 'outbound';
  readonly status: PhoneCallStatus | null;
  readonly durationSeconds: number | null;
  /** Position among the events of this call, from 0; they may arrive in another order. */
  readonly sequence: number | null;
  /** ISO 8601 in UTC. */
  readonly occurredAt: string | null;
}

export interface TwilioRecording extends TwilioEvent {
  readonly recordingId: string;
  readonly callId: string;
  readonly status: 'in-progress' | 'completed' | 'absent' | 'failed' | null;
  /** Without file ending: `.mp3` and `.wav` can be appended. Null until there is something. */
  readonly url: string | null;
  readonly durationSeconds: number | null;
  readonly channels: number | null;
  /** ISO 8601 in UTC. */
  readonly startedAt: string | null;
}
