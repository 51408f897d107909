import type { CallRow, TenantTx } from '@otto/db';
import { storeRecording, type Enqueuer } from '@otto/queues';
import type { Publish } from '../live';
import { noteCall } from '../recovery/note-call';
import { callEvents } from '../timeline/call-events';
import { recordEvents } from '../timeline/record-events';
import { awaitsRecording } from './awaits-recording';
import type { CallrailNews } from './callrail-news';
import { upsertCall, type NoCall } from './upsert-call';

/**
 * What CallRail says of a call, by a webhook or when it is asked, becomes call, contact, lead,
 * timeline and the next job.
 */
export async function recordCallrailNews(
  tx: TenantTx,
  deps: { readonly jobs: Enqueuer; readonly publish: Publish },
  news: CallrailNews,
): Promise<CallRow | NoCall> {
  const { jobs, publish } = deps;
  const call = await upsertCall(tx, publish, { details: news, newsFor: () => news });
  if (typeof call === 'string') return call;
  await recordEvents(tx, publish, callEvents(call));
  await noteCall(tx, deps, call, news.receivedAt);
  if (isWanted(call, news)) await jobs.enqueue(tx, storeRecording, { callId: call.id });
  return call;
}

/** CallRail may have the recording of an answered call although the event brings no link. */
function isWanted(call: CallRow, { stage, answered, recordingUrl }: CallrailNews): boolean {
  const isNewsOfIt = stage === 'ended' || (stage === 'modified' && recordingUrl !== null);
  return isNewsOfIt && awaitsRecording(call) && (answered === true || call.recordingUrl !== null);
}
