import { insertEvents, type CallRow, type Database } from '@otto/db';
import { parseCallrailCall } from '@otto/integrations';
import type { Logger } from '@otto/observability';
import { storeRecording, type Enqueuer } from '@otto/queues';
import { createHandleDelivery } from '../deliveries/handle-delivery';
import { callEvents } from '../timeline/call-events';
import { awaitsRecording } from './awaits-recording';
import { callrailNews, type CallrailNews } from './callrail-news';
import { NO_CALL_OUTCOMES, upsertCall } from './upsert-call';

/** Turns one accepted delivery of CallRail into call, contact, lead and the next job. */
export function createRecordCallrailEvent(deps: {
  readonly database: Database;
  readonly jobs: Enqueuer;
  readonly logger: Logger;
}) {
  return createHandleDelivery(deps, async (tx, { event, body, receivedAt }) => {
    const news = callrailNews(event, parseCallrailCall(Buffer.from(body)), receivedAt);
    if (news === null) return { status: 'ignored', error: 'the event is none of a call' };
    const call = await upsertCall(tx, news, () => news);
    if (typeof call === 'string') return NO_CALL_OUTCOMES[call];
    await insertEvents(tx, callEvents(call));
    if (isWanted(call, news)) await deps.jobs.enqueue(tx, storeRecording, { callId: call.id });
    return { status: 'processed' };
  });
}

/** CallRail may have the recording of an answered call although the event brings no link. */
function isWanted(call: CallRow, { stage, answered, recordingUrl }: CallrailNews): boolean {
  const isNewsOfIt = stage === 'ended' || (stage === 'modified' && recordingUrl !== null);
  return isNewsOfIt && awaitsRecording(call) && (answered === true || call.recordingUrl !== null);
}
