import { z } from 'zod';
import { PRIORITIES, RECOVERY_STATUSES } from '@otto/domain';
import { isReasonablePeriod, periodQuery } from '../../http/period';
import { instant, number, numberedPageQuery, text } from '../../http/schemas';

const status = z.enum(RECOVERY_STATUSES);
const priority = z.enum(PRIORITIES);
const someTime = instant.nullable();

export const queueParams = z.object({ queueId: z.uuid() });

export const queueQuery = z.object({
  ...numberedPageQuery.shape,
  status: status.optional(),
  priority: priority.optional(),
});

/** Named as the front ends of the queue name them. */
export const queuePeriodQuery = z
  .object({ startDate: periodQuery.shape.dateFrom, endDate: periodQuery.shape.dateTo })
  .refine(
    ({ startDate, endDate }) => isReasonablePeriod({ dateFrom: startDate, dateTo: endDate }),
    { path: ['startDate'], message: 'must not be after end_date, nor more than a year before it' },
  );

export const entrySchema = z.object({
  id: z.uuid(),
  callId: z.uuid(),
  callIds: z.array(z.uuid()),
  contactCardId: z.uuid(),
  leadId: text,
  customerName: text,
  customerPhone: z.string(),
  status,
  priority,
  customerType: z.string(),
  missedAt: instant,
  lastMissedAt: instant,
  slaDeadline: instant,
  escalationDeadline: instant,
  retryCount: z.int(),
  maxRetries: z.int(),
  lastAttemptAt: someTime,
  nextAttemptAt: someTime,
  aiRescueAttempted: z.boolean(),
  customerResponded: z.boolean(),
  respondedAt: someTime,
  recoveryMethod: text,
  bookedAt: someTime,
  rescuedBy: text,
  escalationReason: text,
  escalatedBy: text,
  escalationNote: text,
  escalatedAt: someTime,
  consentStatus: z.string(),
  optOutReason: text,
  processedAt: someTime,
  createdAt: instant,
});

const attemptSchema = z.object({
  attemptNumber: z.int(),
  method: z.string(),
  messageId: text,
  body: text,
  messageStatus: text,
  errorCode: text,
  deliveredAt: someTime,
  success: z.boolean(),
  customerEngaged: z.boolean(),
  attemptedAt: instant,
  respondedAt: someTime,
});

export const entryDetailSchema = z.object({
  entry: entrySchema,
  attempts: z.array(attemptSchema),
});

export const queueStatusSchema = z.object({
  queued: z.int(),
  processing: z.int(),
  aiRescuedPending: z.int(),
  recovered: z.int(),
  escalated: z.int(),
  failed: z.int(),
  expired: z.int(),
  total: z.int(),
});

export const queueMetricsSchema = z.object({
  missedCalls: z.int(),
  savedCalls: z.int(),
  ottoRescues: z.int(),
  /** Saved of missed, 0 to 1. */
  successRate: number,
  /** Recovered of those that are over, in percent. */
  recoveryRate: number,
  avgResponseTimeHours: number,
  totalProcessed: z.int(),
  recoveredCount: z.int(),
  escalatedCount: z.int(),
  failedCount: z.int(),
  bookedCount: z.int(),
  rescuedByOtto: z.int(),
  rescuedByHuman: z.int(),
  avgSecondsToFirstText: number,
  avgSecondsToReply: number,
});

export const processorSchema = z.object({
  isAutomated: z.boolean(),
  due: z.int(),
  processing: z.int(),
  stuck: z.int(),
  waiting: z.int(),
  oldestDueAt: someTime,
  nextAttemptAt: someTime,
  lastAttemptAt: someTime,
});
