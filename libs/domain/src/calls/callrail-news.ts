import type { CallrailCallEvent } from '@otto/integrations';
import { normalisePhone } from '../phones/normalise-phone';
import { stageOf, type CallNews } from './call-progress';

/** An event of CallRail in Otto's words: who called whom, and how far the call has come. */
export interface CallrailNews extends CallNews {
  /** Every id that events may name the call by, the lasting one first. */
  readonly providerCallIds: readonly [string, ...string[]];
  readonly customerPhone: string | null;
  readonly trackingPhone: string | null;
  readonly direction: 'inbound' | 'outbound';
  readonly recordingUrl: string | null;
  readonly customerName: string | null;
  readonly csrId: string | null;
}

/** Null for an event that is none of a call's. `event` is the name of the door it came in by. */
export function callrailNews(
  event: string,
  call: CallrailCallEvent,
  receivedAt: Date,
): CallrailNews | null {
  const stage = stageOf(event);
  if (stage === null) return null;
  const isNumbered = call.numericId !== null && call.numericId !== call.callId;
  return {
    stage,
    receivedAt,
    providerCallIds: isNumbered ? [call.callId, call.numericId] : [call.callId],
    // Who leaves a voicemail has met nobody.
    answered: call.answered ?? (call.voicemail ? false : null),
    startedAt: call.startedAt === null ? null : new Date(call.startedAt),
    durationSeconds: call.durationSeconds === null ? null : Math.round(call.durationSeconds),
    customerPhone: normalisePhone(call.customerPhone),
    trackingPhone: normalisePhone(call.trackingPhone),
    direction: call.direction,
    recordingUrl: call.recordingUrl,
    customerName: call.customerName,
    csrId: call.csrId,
  };
}
