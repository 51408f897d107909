import { z } from 'zod';
import { instant, json, number, text } from '../../http/schemas';

const texts = z.array(z.string());

const objectionSchema = z.object({
  id: z.uuid(),
  categoryId: number,
  key: z.string(),
  label: z.string(),
  text,
  severity: text,
  overcome: z.boolean().nullable(),
  speakerId: text,
  atSeconds: number,
  confidence: number,
  suggestions: texts,
});

/** "Call analysis" of DOMAIN 6.5. */
export const analysisSchema = z.object({
  callId: z.uuid(),
  analysisId: text,
  status: z.enum(['completed', 'not_analyzed']),
  qualificationStatus: text,
  leadQuality: text,
  bookingStatus: text,
  callOutcomeCategory: text,
  appointmentDate: text,
  appointmentType: text,
  serviceRequested: text,
  serviceNotOfferedReason: text,
  followUpRequired: z.boolean().nullable(),
  followUpReason: text,
  summary: text,
  keyPoints: texts,
  nextSteps: texts,
  objections: texts,
  objectionDetails: z.array(objectionSchema),
  sentimentScore: number,
  sopStagesCompleted: texts,
  sopStagesMissed: texts,
  sopComplianceScore: number,
  complianceViolations: json,
  positiveBehaviors: json,
  recommendations: json,
  coachingTips: json,
  missedOpportunities: json,
  riskAssessment: json,
  rehashScore: number,
  bant: json,
  overallScore: number,
  decisionMakers: texts,
  urgencySignals: texts,
  budgetIndicators: texts,
  analyzedAt: instant.nullable(),
});
