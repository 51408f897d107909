import type { AnalysisRecord, ObjectionRecord } from '@otto/db';

/** What Shunya said of a call, in the words of DOMAIN 6.5. */
export function analysisView(callId: string, record: AnalysisRecord) {
  return {
    callId,
    analysisId: record.id,
    status: 'completed' as const,
    qualificationStatus: record.qualificationStatus,
    leadQuality: record.qualificationStatus,
    bookingStatus: record.bookingStatus,
    callOutcomeCategory: record.callOutcomeCategory,
    appointmentDate: record.appointmentDate,
    appointmentType: record.appointmentType,
    serviceRequested: record.serviceRequested,
    serviceNotOfferedReason: record.serviceNotOfferedReason,
    followUpRequired: record.followUpRequired,
    followUpReason: record.followUpReason,
    summary: record.summary,
    keyPoints: record.keyPoints,
    nextSteps: record.nextSteps,
    objections: record.objections.map((objection) => objection.label),
    objectionDetails: record.objections.map(objectionView),
    sentimentScore: record.sentimentScore,
    sopStagesCompleted: record.sopStagesCompleted,
    sopStagesMissed: record.sopStagesMissed,
    sopComplianceScore: record.sopComplianceScore,
    complianceViolations: record.complianceViolations,
    positiveBehaviors: record.positiveBehaviors,
    recommendations: record.recommendations,
    coachingTips: record.coachingTips,
    missedOpportunities: record.missedOpportunities,
    riskAssessment: record.riskAssessment,
    rehashScore: record.rehashScore,
    bant: record.bant,
    overallScore: record.overallScore,
    decisionMakers: record.decisionMakers,
    urgencySignals: record.urgencySignals,
    budgetIndicators: record.budgetIndicators,
    analyzedAt: record.analyzedAt,
  };
}

export type AnalysisView = ReturnType<typeof analysisView>;

const SINGLE = [
  'analysisId',
  'qualificationStatus',
  'leadQuality',
  'bookingStatus',
  'callOutcomeCategory',
  'appointmentDate',
  'appointmentType',
  'serviceRequested',
  'serviceNotOfferedReason',
  'followUpRequired',
  'followUpReason',
  'summary',
  'sentimentScore',
  'sopComplianceScore',
  'riskAssessment',
  'rehashScore',
  'bant',
  'overallScore',
  'analyzedAt',
] as const;

const LISTS = [
  'keyPoints',
  'nextSteps',
  'objections',
  'objectionDetails',
  'sopStagesCompleted',
  'sopStagesMissed',
  'complianceViolations',
  'positiveBehaviors',
  'recommendations',
  'coachingTips',
  'missedOpportunities',
  'decisionMakers',
  'urgencySignals',
  'budgetIndicators',
] as const;

/** The same shape with nothing in it: the call has not been analysed (yet). */
export function notAnalyzedView(callId: string) {
  return {
    callId,
    status: 'not_analyzed' as const,
    ...(Object.fromEntries(SINGLE.map((name) => [name, null])) as Record<
      (typeof SINGLE)[number],
      null
    >),
    ...(Object.fromEntries(LISTS.map((name) => [name, []])) as unknown as Record<
      (typeof LISTS)[number],
      never[]
    >),
  };
}

function objectionView(record: ObjectionRecord) {
  return {
    id: record.id,
    categoryId: record.categoryId,
    key: record.key,
    label: record.label,
    text: record.text,
    severity: record.severity,
    overcome: record.overcome,
    speakerId: record.speakerId,
    atSeconds: record.atSeconds,
    confidence: record.confidence,
    suggestions: record.suggestions,
  };
}
