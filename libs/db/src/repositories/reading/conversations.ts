import type { TenantTx } from '../../database';

export async function findTranscriptOfCall(tx: TenantTx, callId: string) {
  return tx.db.transcript.findFirst({ where: { companyId: tx.companyId, callId } });
}
export type TranscriptRecord = NonNullable<Awaited<ReturnType<typeof findTranscriptOfCall>>>;

/** The analyses of the calls with their objections; a call that is not analysed has none. */
export async function findAnalysesOfCalls(tx: TenantTx, callIds: readonly string[]) {
  if (callIds.length === 0) return [];
  return tx.db.analysis.findMany({
    where: { companyId: tx.companyId, callId: { in: [...callIds] } },
    omit: { rawPayload: true },
    include: { objections: { orderBy: [{ atSeconds: 'asc' }, { id: 'asc' }] } },
    orderBy: { analyzedAt: 'desc' },
  });
}
export type AnalysisRecord = Awaited<ReturnType<typeof findAnalysesOfCalls>>[number];
export type ObjectionRecord = AnalysisRecord['objections'][number];
