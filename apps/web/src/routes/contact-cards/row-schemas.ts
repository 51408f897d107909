import { z } from 'zod';
import { instant, json, number, ownJson, text } from '../../http/schemas';

export const requestedBySchema = z.array(z.object({ repId: z.string(), repName: text }));

export const leadSchema = z.object({
  id: z.uuid(),
  companyId: z.string(),
  contactCardId: z.uuid(),
  status: z.string(),
  source: z.string(),
  revivedByOtto: z.boolean(),
  priority: text,
  score: number,
  campaign: text,
  pipelineStage: text,
  poolStatus: z.string(),
  assignedRepId: text,
  assignedRepName: text,
  assignedAt: instant.nullable(),
  requestedByReps: requestedBySchema,
  tags: json,
  dealStatus: text,
  /** Dollars. */
  dealSize: number,
  dealSummary: text,
  lastContactedAt: instant.nullable(),
  lastQualifiedAt: instant.nullable(),
  closedAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
});

export const statusChangeSchema = z.object({
  fromStatus: text,
  toStatus: z.string(),
  reason: text,
  triggeredBy: z.string(),
  context: ownJson,
  createdAt: instant,
});

export const repAssignmentSchema = z.object({
  id: z.uuid(),
  appointmentId: text,
  repId: z.string(),
  repName: text,
  assignedBy: text,
  assignmentType: z.string(),
  status: z.string(),
  notes: text,
  createdAt: instant,
});

export const sessionSchema = z.object({
  id: z.uuid(),
  repId: z.string(),
  mode: z.string(),
  status: z.string(),
  startedAt: instant,
  endedAt: instant.nullable(),
  transcriptionStatus: z.string(),
  analysisStatus: z.string(),
});

export const messageSchema = z.object({
  id: z.uuid(),
  sender: z.string(),
  senderRole: z.string(),
  body: z.string(),
  direction: z.string(),
  status: z.string(),
  messageType: z.string(),
  delivered: z.boolean(),
  read: z.boolean(),
  createdAt: instant,
});

export const appointmentSchema = z.object({
  id: z.uuid(),
  companyId: z.string(),
  leadId: z.uuid(),
  contactCardId: z.uuid(),
  sourceCallId: text,
  assignedRepId: text,
  assignedRepName: text,
  assignedAt: instant.nullable(),
  assignedBy: text,
  bookedByCsrId: text,
  scheduledStart: instant,
  scheduledEnd: instant.nullable(),
  status: z.string(),
  outcome: z.string(),
  outcomeSource: text,
  appointmentType: text,
  address: text,
  location: text,
  serviceType: text,
  notes: text,
  externalId: text,
  /** Dollars. */
  dealSize: number,
  closedAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
});

export const taskSchema = z.object({
  id: z.uuid(),
  contactCardId: text,
  leadId: text,
  appointmentId: text,
  callId: text,
  description: z.string(),
  assignedTo: z.string(),
  assigneeId: text,
  source: z.string(),
  actionType: text,
  contactMethod: text,
  confidence: number,
  dueAt: instant.nullable(),
  status: z.string(),
  completedAt: instant.nullable(),
  completedBy: text,
  priority: text,
  metadata: ownJson,
  createdAt: instant,
});

export const signalSchema = z.object({
  id: z.uuid(),
  contactCardId: z.uuid(),
  leadId: text,
  appointmentId: text,
  signalType: z.string(),
  severity: z.string(),
  title: z.string(),
  description: text,
  metadata: ownJson,
  acknowledged: z.boolean(),
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: text,
  createdAt: instant,
});

export const timelineSchema = z.object({
  id: z.uuid(),
  eventType: z.string(),
  timestamp: instant,
  description: text,
  actorId: text,
  actorRole: text,
  metadata: ownJson,
  leadId: text,
  appointmentId: text,
  callId: text,
});

export const callSummarySchema = z.object({
  callId: z.uuid(),
  phoneNumber: z.string(),
  direction: z.string(),
  callType: z.string(),
  status: z.string(),
  missedCall: z.boolean(),
  booked: z.boolean(),
  bookingStatus: text,
  qualificationStatus: text,
  summary: text,
  ownerId: text,
  ownerName: text,
  startedAt: instant,
  createdAt: instant,
  durationSeconds: number,
  recordingUrl: text,
});

/** A contact as it comes with a lead or an appointment. */
export const contactSchema = z.object({
  id: z.uuid(),
  primaryPhone: z.string(),
  secondaryPhones: z.array(z.string()),
  email: text,
  firstName: text,
  lastName: text,
  fullName: text,
  address: text,
  city: text,
  state: text,
  postalCode: text,
  country: text,
  source: z.string(),
});
