import type { Prisma } from '../generated/client';
import type { TenantTx } from '../database';

export type CallTranscript = Omit<
  Prisma.TranscriptUncheckedCreateInput,
  'companyId' | 'id' | 'callId' | 'createdAt'
>;

/** Stores the transcript of a call, in place of an earlier one. */
export async function saveCallTranscript(
  tx: TenantTx,
  callId: string,
  transcript: CallTranscript,
): Promise<void> {
  const { companyId } = tx;
  await tx.db.transcript.upsert({
    where: { companyId_callId: { companyId, callId } },
    create: { ...transcript, companyId, callId },
    update: transcript,
  });
}
