import { Prisma } from '../generated/client';
import type { TenantTx } from '../database';

export type CallAnalysis = Omit<
  Prisma.AnalysisUncheckedCreateInput,
  'companyId' | 'id' | 'callId' | 'objections'
>;
export type CallObjection = Omit<
  Prisma.AnalysisObjectionUncheckedCreateInput,
  'companyId' | 'id' | 'analysisId' | 'callId'
>;

/** Stores the analysis of a call with its objections, in place of an earlier one. */
export async function saveCallAnalysis(
  tx: TenantTx,
  callId: string,
  analysis: CallAnalysis,
  objections: readonly CallObjection[],
): Promise<string> {
  const { companyId } = tx;
  const { id } = await tx.db.analysis.upsert({
    where: { companyId_callId: { companyId, callId } },
    create: { ...analysis, companyId, callId },
    update: analysis,
    select: { id: true },
  });
  await tx.db.analysisObjection.deleteMany({ where: { companyId, analysisId: id } });
  await tx.db.analysisObjection.createMany({
    data: objections.map((objection) => ({ ...objection, companyId, callId, analysisId: id })),
  });
  return id;
}

/** The value for a nullable JSON column: SQL NULL for null, not the JSON word. */
export function jsonOrNull(value: unknown): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return value === null ? Prisma.DbNull : (value as Prisma.InputJsonValue);
}
