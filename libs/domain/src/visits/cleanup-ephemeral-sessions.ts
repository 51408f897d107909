import {
  clearAudioKey,
  insertAuditEntry,
  listExpiredAudio,
  type Database,
  type ExpiredAudio,
} from '@otto/db';
import type { Storage } from '@otto/integrations';
import type { JobContext } from '@otto/queues';

const BATCH = 200;

/**
 * Deletes the audio of ephemeral sessions whose time was over at the tick, and writes it down. The
 * file goes first: a crash in between leaves a key without a file, which the next run clears.
 */
export function createCleanupEphemeralSessions(deps: {
  readonly database: Database;
  readonly storage: Storage;
}) {
  const { database, storage } = deps;

  async function forget({ companyId, sessionId, audioKey }: ExpiredAudio): Promise<void> {
    await storage.delete(audioKey);
    await database.withTenant(companyId, async (tx) => {
      if (!(await clearAudioKey(tx, sessionId, audioKey))) return;
      await insertAuditEntry(tx, {
        companyId,
        action: 'recording_audio_deleted',
        resourceType: 'recording_session',
        resourceId: sessionId,
        context: { reason: 'ephemeral_expired' },
      });
    });
  }

  return async ({ at }: { at: string }, { signal }: JobContext) => {
    let sessions = 0;
    for (;;) {
      const expired = await database.asSystem((tx) => listExpiredAudio(tx, new Date(at), BATCH));
      for (const audio of expired) {
        signal.throwIfAborted();
        await forget(audio);
        sessions += 1;
      }
      if (expired.length < BATCH) return { sessions };
    }
  };
}
