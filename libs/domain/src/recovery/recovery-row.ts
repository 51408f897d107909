import type { MissedCallDetail, MissedCallRecord } from '@otto/db';
import { fullName } from '../reading/person-name';
import type { RecoveryStatus } from './recovery';
import { callIdsOf } from './stored-recovery';

/** By their ranks in the table, the first being 1. */
export const PRIORITIES = ['high', 'medium', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** A missed caller as the front ends see them. */
export function recoveryRow(entry: MissedCallRecord) {
  const { handOver } = (entry.context ?? {}) as { readonly handOver?: HandOver };
  return {
    id: entry.id,
    callId: entry.callId,
    callIds: callIdsOf(entry),
    contactCardId: entry.contactCardId,
    leadId: entry.leadId,
    customerName: fullName(entry.contact),
    customerPhone: entry.customerPhone,
    status: entry.status as RecoveryStatus,
    priority: PRIORITIES[entry.priorityRank - 1] ?? 'low',
    customerType: entry.customerType,
    missedAt: entry.missedAt,
    lastMissedAt: entry.lastMissedAt,
    slaDeadline: entry.slaDeadline,
    escalationDeadline: entry.escalationDeadline,
    retryCount: entry.retryCount,
    maxRetries: entry.maxRetries,
    lastAttemptAt: entry.lastAttemptAt,
    nextAttemptAt: entry.nextAttemptAt,
    aiRescueAttempted: entry.aiRescueAttempted,
    customerResponded: entry.customerResponded,
    respondedAt: entry.respondedAt,
    recoveryMethod: entry.recoveryMethod,
    bookedAt: entry.bookedAt,
    rescuedBy: entry.rescuedBy,
    escalationReason: entry.escalationReason,
    escalatedBy: handOver?.by ?? null,
    escalationNote: handOver?.reason ?? null,
    escalatedAt: entry.escalatedAt,
    consentStatus: entry.consentStatus,
    optOutReason: entry.optOutReason,
    processedAt: entry.processedAt,
    createdAt: entry.createdAt,
  };
}

interface HandOver {
  readonly by: string;
  readonly reason: string | null;
}

/** One text of a recovery, with what became of it. */
export function attemptRow(attempt: MissedCallDetail['attempts'][number]) {
  const { message } = attempt;
  return {
    attemptNumber: attempt.attemptNumber,
    method: attempt.method,
    messageId: attempt.messageId,
    body: message?.body ?? null,
    messageStatus: message?.status ?? null,
    errorCode: message?.errorCode ?? null,
    deliveredAt: message?.deliveredAt ?? null,
    success: attempt.success,
    customerEngaged: attempt.customerEngaged,
    attemptedAt: attempt.attemptedAt,
    respondedAt: attempt.respondedAt,
  };
}
