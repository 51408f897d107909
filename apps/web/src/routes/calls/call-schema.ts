import { z } from 'zod';
import { instant, json, number, text } from '../../http/schemas';

export const callSchema = z.object({
  id: z.uuid(),
  callId: z.uuid(),
  providerCallId: z.string(),
  contactCardId: z.uuid(),
  leadId: text,
  leadStatus: text,
  customerName: text,
  phone: z.string(),
  direction: z.string(),
  callType: z.string(),
  status: z.string(),
  missed: z.boolean(),
  ownerId: text,
  ownerName: text,
  assignedRepId: text,
  assignedRepName: text,
  startedAt: instant,
  answeredAt: instant.nullable(),
  endedAt: instant.nullable(),
  durationSeconds: number,
  transcriptionStatus: z.string(),
  analysisStatus: z.string(),
  isAnalyzed: z.boolean(),
  bookingStatus: text,
  qualificationStatus: text,
  summary: text,
  audioUrl: text,
});

export const transcriptSchema = z.object({
  id: z.uuid(),
  text,
  speakerLabels: json,
  confidence: number,
  language: text,
  wordCount: number,
  restricted: z.boolean(),
  createdAt: instant,
});
