import {
  countMissedCalls,
  countMissedLeads,
  countRecoveries,
  findMissedLeads,
  type MissedLead,
  type TenantTx,
} from '@otto/db';
import { fullName } from '../reading/person-name';

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;
const DECIMALS = 10_000;

/** The last 30 days unless dates are given. */
export interface Period {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** How well the company's missed callers are won back (DOMAIN 7.2). */
export async function recoveryMetrics(tx: TenantTx, period: Period, now: Date) {
  const query = queryOf(period, now);
  const calls = await countMissedCalls(tx, query);
  const found = await countRecoveries(tx, query);
  const processed = found.recovered + found.escalated + found.failed;
  return {
    missedCalls: calls.totalMissedCalls,
    savedCalls: calls.totalSavedCalls,
    ottoRescues: calls.totalSavedByOtto,
    successRate: share(calls.totalSavedCalls, calls.totalMissedCalls),
    recoveryRate: percent(share(found.recovered, processed)),
    avgResponseTimeHours: rounded(found.responseHours),
    totalProcessed: processed,
    recoveredCount: found.recovered,
    escalatedCount: found.escalated,
    failedCount: found.failed,
    bookedCount: found.booked,
    rescuedByOtto: found.rescuedByOtto,
    rescuedByHuman: found.rescuedByHuman,
    avgSecondsToFirstText: rounded(found.secondsToFirstText),
    avgSecondsToReply: rounded(found.secondsToReply),
  };
}

/** The missed calls of the period, of one CSR or of all, and what became of their leads. */
export async function missedCallCounts(
  tx: TenantTx,
  { ownerId, ...period }: Period & { readonly ownerId?: string | undefined },
  now: Date,
) {
  return countMissedCalls(tx, { ...queryOf(period, now), ownerId });
}

export interface MissedLeadsRequest extends Period {
  readonly ownerId?: string | undefined;
  readonly status?: MissedLead['status'] | undefined;
  readonly page: number;
  readonly pageSize: number;
}

/** Leads whose call was missed or whose text nobody has answered, the latest first. */
export async function listMissedLeads(
  tx: TenantTx,
  { ownerId, status: standing, page, pageSize, ...period }: MissedLeadsRequest,
  now: Date,
) {
  const filter = { ...queryOf(period, now), ownerId, standing };
  const leads = await findMissedLeads(tx, filter, {
    limit: pageSize,
    offset: (page - 1) * pageSize,
  });
  const total = await countMissedLeads(tx, filter);
  return { items: leads.map(missedLeadRow), page, pageSize, total };
}

function missedLeadRow({ firstName, lastName, ...lead }: MissedLead) {
  return { ...lead, customerName: fullName({ firstName, lastName }) };
}

function queryOf({ from, to }: Period, now: Date) {
  const end = to ?? now;
  return { from: from ?? new Date(end.getTime() - DEFAULT_DAYS * DAY_MS), to: end };
}

/** Of nothing there is no share. */
function share(part: number, whole: number): number | null {
  return whole === 0 ? null : rounded(part / whole);
}

function percent(value: number | null): number | null {
  return value === null ? null : rounded(value * 100);
}

function rounded(value: number): number;
function rounded(value: number | null): number | null;
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * DECIMALS) / DECIMALS;
}
