import { z } from 'zod';
import { instant, numberedPageQuery, text } from '../../http/schemas';

const draftType = z.enum(['sms', 'email', 'call_script']);
const status = z.enum([
  'pending',
  'approved',
  'sending',
  'sent',
  'rejected',
  'expired',
  'failed',
  'unknown',
]);

export const draftParams = z.object({ draftId: z.uuid() });

export const listDraftsQuery = z.object({
  ...numberedPageQuery.shape,
  status: status.optional(),
  contactCardId: z.uuid().optional(),
});

export const newDraftBody = z
  .object({
    callId: z.uuid().optional(),
    appointmentId: z.uuid().optional(),
    draftType,
    tone: z.string().trim().min(1).max(40).optional(),
    maxLength: z.int().min(20).max(2_000).optional(),
  })
  .refine((draft) => (draft.callId === undefined) !== (draft.appointmentId === undefined), {
    path: ['callId'],
    message: 'either this or appointment_id is needed, and not both',
  });

export const draftSchema = z.object({
  id: z.uuid(),
  callId: text,
  appointmentId: text,
  contactCardId: z.uuid(),
  generatedFor: z.string(),
  generatedBy: z.string(),
  draftType: z.string(),
  tone: text,
  subject: text,
  draftText: z.string(),
  finalText: text,
  modifiedBeforeSend: z.boolean(),
  status: z.string(),
  approvedAt: instant.nullable(),
  approvedBy: text,
  sentAt: instant.nullable(),
  blockedByQuietHours: z.boolean(),
  scheduledSendTime: instant.nullable(),
  customerResponded: z.boolean().nullable(),
  ledToBooking: z.boolean().nullable(),
  errorCode: text,
  expiresAt: instant,
  createdAt: instant,
});
