import type { SystemTx, TenantTx } from '../database';

export interface ExpiredAudio {
  readonly companyId: string;
  readonly sessionId: string;
  readonly audioKey: string;
}

/** Audio of ephemeral sessions, across tenants, that had to be gone by the time. */
export async function listExpiredAudio(
  tx: SystemTx,
  at: Date,
  limit: number,
): Promise<ExpiredAudio[]> {
  return tx.query<ExpiredAudio>(
    `select company_id as "companyId", id::text as "sessionId", audio_key as "audioKey"
     from recording_sessions
     where audio_storage_mode = 'ephemeral' and audio_key is not null and expires_at <= $1
     order by expires_at limit $2`,
    [at, limit],
  );
}

/** Forgets where the audio was; false when that had been done, or the session has other audio now. */
export async function clearAudioKey(
  tx: TenantTx,
  sessionId: string,
  audioKey: string,
): Promise<boolean> {
  const { count } = await tx.db.recordingSession.updateMany({
    where: { companyId: tx.companyId, id: sessionId, audioKey },
    data: { audioKey: null },
  });
  return count > 0;
}
