import {
  lockShunyaJob,
  saveCallTranscript,
  updateCall,
  type CallTranscript,
  type TenantTx,
} from '@otto/db';
import type { NormalisedTranscript } from '../analysis/normalise-transcript';
import type { Publish } from '../live';
import { recordEvents } from '../timeline/record-events';
import { isStillAt, type JobScene } from './job-scene';

interface StoredNews {
  readonly transcript: NormalisedTranscript;
  readonly at: Date;
  readonly publish: Publish;
}

/** Stores what was said in the call; false when somebody else has moved the job meanwhile. */
export async function storeTranscript(
  tx: TenantTx,
  { job }: JobScene,
  { transcript, at, publish }: StoredNews,
): Promise<boolean> {
  if (!isStillAt(await lockShunyaJob(tx, job.id), job.stage)) return false;
  const { id: callId, contactCardId, leadId } = job.call;
  const turns = transcript.speakerLabels as unknown as NonNullable<CallTranscript['speakerLabels']>;
  await saveCallTranscript(tx, callId, {
    ...transcript,
    speakerLabels: turns,
    shunyaJobId: job.id,
  });
  await updateCall(tx, callId, { transcriptionStatus: 'completed', analysisStatus: 'in_progress' });
  const uniqueKey = `call_transcript:${callId}`;
  await recordEvents(tx, publish, [
    { contactCardId, leadId, callId, eventType: 'call_transcript', at, uniqueKey },
  ]);
  return true;
}
