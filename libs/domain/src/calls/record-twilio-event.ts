import type { Database } from '@otto/db';
import type { Logger } from '@otto/observability';
import { storeRecording, type Enqueuer } from '@otto/queues';
import { createHandleDelivery } from '../deliveries/handle-delivery';
import { waitFor } from '../deliveries/not-known-yet-error';
import type { Publish } from '../live';
import { noteCall } from '../recovery/note-call';
import { callEvents } from '../timeline/call-events';
import { recordEvents } from '../timeline/record-events';
import { awaitsRecording } from './awaits-recording';
import { twilioNews } from './twilio-news';
import { NO_CALL_OUTCOMES, upsertCall } from './upsert-call';

/**
 * Turns one accepted delivery of Twilio about a call into call, contact, lead and the next job.
 * Throws NotKnownYetError while the call that it is about has not been told of.
 */
export function createRecordTwilioEvent(deps: {
  readonly database: Database;
  readonly jobs: Enqueuer;
  readonly publish: Publish;
  readonly logger: Logger;
}) {
  return createHandleDelivery(deps, async (tx, { event, body, receivedAt }, job) => {
    const news = twilioNews(event, Buffer.from(body), receivedAt);
    if (news === null) return { status: 'ignored', error: 'the event says nothing of a call' };
    const call = await upsertCall(tx, deps.publish, { details: news, newsFor: news.newsFor });
    if (call === 'unroutable' && news.trackingPhone === null) return waitFor('the call', job);
    if (typeof call === 'string') return NO_CALL_OUTCOMES[call];
    await recordEvents(tx, deps.publish, callEvents(call));
    await noteCall(tx, deps, call, receivedAt);
    if (awaitsRecording(call) && call.recordingUrl !== null) {
      await deps.jobs.enqueue(tx, storeRecording, { callId: call.id });
    }
    return { status: 'processed' };
  });
}
