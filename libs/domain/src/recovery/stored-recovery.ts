import type { MissedCallEntryRow, MissedCallSettings } from '@otto/db';
import type { EndReason, Recovery, RecoveryRules, RecoveryStatus } from './recovery';

/** The row as the machine sees it. */
export function recoveryOf(entry: MissedCallEntryRow): Recovery {
  return {
    status: entry.status as RecoveryStatus,
    attempts: entry.retryCount,
    nextAttemptAt: entry.nextAttemptAt,
    lastAttemptAt: entry.lastAttemptAt,
    missedAt: entry.missedAt,
    lastMissedAt: entry.lastMissedAt,
    escalationDeadline: entry.escalationDeadline,
    customerResponded: entry.customerResponded,
    reason: (entry.escalationReason ?? entry.optOutReason) as EndReason | null,
  };
}

export function rulesOf(entry: MissedCallEntryRow, settings: MissedCallSettings): RecoveryRules {
  return {
    maxAttempts: entry.maxRetries,
    isAutomated: settings.aiEnabled,
    recoveredBy: settings.recoveredBy === 'booking' ? 'booking' : 'reply',
  };
}

/** Every call of the entry's, the one that opened it first. */
export function callIdsOf({ callId, context }: MissedCallEntryRow): string[] {
  const later = (context as { readonly callIds?: readonly string[] } | null)?.callIds ?? [];
  return [callId, ...later];
}
