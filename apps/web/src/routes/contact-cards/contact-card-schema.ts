import { z } from 'zod';
import { instant, json, number, ownJson, text } from '../../http/schemas';
import { analysisSchema } from '../calls/analysis-schema';
import {
  appointmentSchema,
  callSummarySchema,
  contactSchema,
  leadSchema,
  messageSchema,
  repAssignmentSchema,
  requestedBySchema,
  sessionSchema,
  signalSchema,
  statusChangeSchema,
  taskSchema,
  timelineSchema,
} from './row-schemas';

const topSection = z.object({
  leadId: text,
  leadSource: text,
  leadAgeDays: number,
  lastActivityAt: instant.nullable(),
  leadStatus: text,
  leadStatusHistory: z.array(statusChangeSchema),
  dealStatus: text,
  dealSize: number,
  dealSummary: text,
  closedAt: instant.nullable(),
  assignedRepId: text,
  assignedRepName: text,
  repAssignmentHistory: z.array(repAssignmentSchema),
  requestedByReps: requestedBySchema,
  poolStatus: text,
  tasks: z.array(taskSchema),
  overdueCount: z.int(),
  keySignals: z.array(signalSchema),
});

/** What a model has said; front ends mark it as unverified. */
const propertySchema = z.object({
  roofType: text,
  squareFeet: number,
  stories: number,
  yearBuilt: number,
  accessNotes: text,
  solar: z.boolean().nullable(),
  hoa: text,
  subdivision: text,
  lastSaleDate: text,
  lastSalePrice: text,
  estValueRange: text,
  potentialEquity: text,
  isForSale: z.boolean().nullable(),
  sources: z.array(z.string()),
  googleEarthUrl: text,
  isVerified: z.literal(false),
  updatedAt: instant,
});

const middleSection = z.object({
  activeAppointment: appointmentSchema.nullable(),
  propertyIntelligence: propertySchema.nullable(),
  sopCompliance: z.array(z.object({ checklistItem: z.string(), status: z.string() })),
  visitTimeline: z.array(timelineSchema),
  recordingSessions: z.array(sessionSchema),
  appointmentTasks: z.array(taskSchema),
  escalationWarnings: z.array(z.string()),
  transcriptIntelligence: analysisSchema.nullable(),
});

const bottomSection = z.object({
  narrativeSummary: text,
  bookingChips: z.array(z.object({ label: z.string(), severity: z.string(), metadata: ownJson })),
  callRecordings: z.array(callSummarySchema),
  textMessages: z.array(messageSchema),
  bookingTimeline: z.array(timelineSchema),
});

const globalBlocks = z.object({
  allCalls: z.array(callSummarySchema),
  allMessages: z.array(messageSchema),
  automationEvents: z.array(timelineSchema),
  pendingActions: z.array(taskSchema),
  aiInsights: z
    .object({
      callId: text,
      keyPoints: z.array(z.string()),
      nextSteps: z.array(z.string()),
      urgencySignals: z.array(z.string()),
      missedOpportunities: json,
      riskAssessment: json,
      sentimentScore: number,
    })
    .nullable(),
});

/** "Contact card" of DOMAIN 6.5, as far as the data model reaches. */
export const contactCardSchema = z.object({
  ...contactSchema.shape,
  companyId: z.string(),
  metadata: json,
  createdAt: instant,
  updatedAt: instant,
  topSection,
  middleSection,
  bottomSection,
  globalBlocks,
  leads: z.array(leadSchema),
  appointments: z.array(appointmentSchema),
  timeline: z.array(timelineSchema),
  recentCallIds: z.array(z.uuid()),
});
