import { jsonOrNull, saveCallAnalysis, type CallAnalysis, type TenantTx } from '@otto/db';
import type { AnalysedCall } from './persist-analysis';

/** Writes the analysis of the call and its objections, in place of earlier ones. */
export async function storeAnalysis(tx: TenantTx, analysed: AnalysedCall): Promise<void> {
  const { call, shunyaJobId, at, analysis } = analysed;
  const { objections, pendingActions: _actions, ...said } = analysis;
  const columns: CallAnalysis = {
    ...said,
    leadId: call.leadId,
    shunyaJobId,
    bant: jsonOrNull(said.bant),
    complianceViolations: json(said.complianceViolations),
    positiveBehaviors: json(said.positiveBehaviors),
    recommendations: json(said.recommendations),
    coachingTips: json(said.coachingTips),
    missedOpportunities: json(said.missedOpportunities),
    riskAssessment: jsonOrNull(said.riskAssessment),
    entities: jsonOrNull(said.entities),
    rawPayload: jsonOrNull(said.rawPayload),
    analyzedAt: at,
  };
  await saveCallAnalysis(tx, call.id, columns, objections);
}

function json(value: readonly unknown[]): NonNullable<CallAnalysis['recommendations']> {
  return value as NonNullable<CallAnalysis['recommendations']>;
}
