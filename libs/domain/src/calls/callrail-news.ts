import type { CallrailCallEvent } from '@otto/integrations';
import { normalisePhone } from '../phones/normalise-phone';
import { stageOf, type CallNews } from './call-progress';
import type { CallDetails } from './upsert-call';

/** An event of CallRail in Otto's words: who called whom, and how far the call has come. */
export type CallrailNews = CallDetails & CallNews;

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
    provider: 'callrail',
    stage,
    receivedAt,
    providerCallIds: isNumbered ? [call.callId, call.numericId] : [call.callId],
    // Who leaves a voicemail has met nobody.
    answered: call.answered ?? (call.voicemail ? false : null),
    startedAt: call.startedAt === null ? null : new Date(call.startedAt),
    durationSeconds: call.durationSeconds === null ? null : Math.round(call.durationSeconds),
    customerPhone: normalisePhone(call.customerPhone),
    trackingPhone: normalisePhone(call.trackingPhone),
    direction: event.startsWith('outbound-') ? 'outbound' : call.direction,
    recordingUrl: call.recordingUrl,
    customerName: call.customerName,
    csrId: call.csrId,
  };
}
