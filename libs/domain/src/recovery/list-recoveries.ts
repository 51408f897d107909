import {
  countEntriesByStatus,
  countMissedCallEntries,
  findMissedCallEntries,
  findMissedCallEntry,
  findMissedCallSettings,
  readProcessorState,
  type TenantTx,
} from '@otto/db';
import { noSuchRecord } from '../errors';
import { attemptRow, PRIORITIES, recoveryRow, type Priority } from './recovery-row';
import { RECOVERY_STATUSES, type RecoveryStatus } from './recovery';

export interface ListRecoveriesRequest {
  readonly status?: RecoveryStatus | undefined;
  readonly priority?: Priority | undefined;
  readonly page: number;
  readonly pageSize: number;
}

/** One page of the company's missed callers, the latest first. */
export async function listRecoveries(
  tx: TenantTx,
  { status, priority, page, pageSize }: ListRecoveriesRequest,
) {
  const priorityRank = priority === undefined ? undefined : PRIORITIES.indexOf(priority) + 1;
  const filter = { status, priorityRank };
  const slice = { limit: pageSize, offset: (page - 1) * pageSize };
  const entries = await findMissedCallEntries(tx, filter, slice);
  const total = await countMissedCallEntries(tx, filter);
  return { items: entries.map(recoveryRow), page, pageSize, total };
}

/** One missed caller with the attempts to win them back. */
export async function getRecovery(tx: TenantTx, id: string) {
  const entry = await findMissedCallEntry(tx, id);
  if (!entry) throw noSuchRecord();
  return { entry: recoveryRow(entry), attempts: entry.attempts.map(attemptRow) };
}

/** How many missed callers are in which status; all of these are named. */
export async function countRecoveriesByStatus(tx: TenantTx) {
  const counts = new Map((await countEntriesByStatus(tx)).map((row) => [row.status, row.count]));
  const named = RECOVERY_STATUSES.map((status) => [status, counts.get(status) ?? 0] as const);
  const total = named.reduce((sum, [, count]) => sum + count, 0);
  return { ...(Object.fromEntries(named) as Record<RecoveryStatus, number>), total };
}

/** What the winning back of the company's missed callers is at. */
export async function readProcessor(tx: TenantTx, now: Date) {
  const { aiEnabled } = await findMissedCallSettings(tx);
  return { isAutomated: aiEnabled, ...(await readProcessorState(tx, now)) };
}
