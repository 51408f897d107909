import { newSid, mailDate } from './sid';
import type { TwilioCall, TwilioRecording } from './twilio-state';

const parties = ({ sid, from, to, direction }: TwilioCall) => ({
  CallSid: sid,
  From: from,
  To: to,
  Caller: from,
  Called: to,
  Direction: direction,
});

/** What the webhook of a call that has come to a number says. */
export function voiceParams(call: TwilioCall): Record<string, string> {
  return {
    ...parties(call),
    CallStatus: call.status,
    FromCity: 'ALBANY',
    FromState: 'NY',
    FromZip: '12207',
    FromCountry: 'US',
  };
}

export interface CallMoment {
  readonly status: string;
  /** Counts from 0; callbacks may come in any order. */
  readonly sequence: number;
  readonly durationSeconds: number;
  readonly now: Date;
}

export function callStatusParams(call: TwilioCall, moment: CallMoment): Record<string, string> {
  const isOver = !['initiated', 'queued', 'ringing', 'in-progress'].includes(moment.status);
  return {
    ...parties(call),
    CallStatus: moment.status,
    Timestamp: mailDate(moment.now),
    CallbackSource: 'call-progress-events',
    SequenceNumber: String(moment.sequence),
    ...(isOver
      ? {
          CallDuration: String(moment.durationSeconds),
          Duration: String(Math.ceil(moment.durationSeconds / 60)),
        }
      : {}),
  };
}

/** What the action of a Dial is told when the ringing has ended. */
export function dialStatusParams(
  call: TwilioCall,
  status: string,
  durationSeconds: number,
): Record<string, string> {
  const wasAnswered = status === 'completed' || status === 'answered';
  return {
    ...parties(call),
    CallStatus: 'in-progress',
    DialCallStatus: status,
    DialCallSid: newSid('CA'),
    ...(wasAnswered ? { DialCallDuration: String(durationSeconds) } : {}),
  };
}

export function recordingParams(
  recording: TwilioRecording,
  { status, url, now }: { readonly status: string; readonly url: string; readonly now: Date },
): Record<string, string> {
  const startedAt = new Date(now.getTime() - recording.durationSeconds * 1_000);
  return {
    CallSid: recording.callSid,
    RecordingSid: recording.sid,
    RecordingStatus: status,
    RecordingChannels: '2',
    RecordingStartTime: mailDate(startedAt),
    RecordingSource: 'DialVerb',
    ...(status === 'completed'
      ? { RecordingUrl: url, RecordingDuration: String(recording.durationSeconds) }
      : {}),
  };
}
