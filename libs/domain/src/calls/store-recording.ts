import { findCall, lockCall, updateCall, type Database } from '@otto/db';
import type { Storage } from '@otto/integrations';
import { submitRecording, type Enqueuer, type JobContext } from '@otto/queues';
import { tenantOf } from '../jobs/tenant-of';
import { createOpenRecording, type OpenRecordingDeps } from './open-recording';
import { recordingFile } from './recording-file';

/**
 * Copies the recording of an answered call into our storage and has it transcribed. Storing it
 * again replaces the same file. Retryable while CallRail has no recording yet.
 */
export function createStoreRecording(
  deps: OpenRecordingDeps & {
    readonly database: Database;
    readonly jobs: Enqueuer;
    readonly storage: Storage;
  },
) {
  const { database, jobs, storage } = deps;
  const openRecording = createOpenRecording(deps);

  return async ({ callId }: { callId: string }, job: JobContext): Promise<void> => {
    const companyId = tenantOf(job);
    const call = await database.withTenant(companyId, (tx) => findCall(tx, callId));
    if (!call) return;
    let key = call.recordingStoredKey;
    if (key === null) {
      const { stream, contentType, url } = await openRecording(call, job);
      const file = recordingFile(contentType, url);
      key = `${companyId}/calls/${callId}.${file.extension}`;
      await storage.put(key, stream, file.contentType);
    }
    await database.withTenant(companyId, async (tx) => {
      const current = await lockCall(tx, callId);
      await updateCall(tx, callId, { recordingStoredKey: key });
      if (current?.transcriptionStatus === 'not_started') {
        await jobs.enqueue(tx, submitRecording, { callId });
      }
      await job.completeIn(tx);
    });
  };
}
