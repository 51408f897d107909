import type { TenantTx } from '../../database';
import { createConditions } from './conditions';
import { addEarlierThan, type Slice } from './keyset';
import { addCallFilter, type CallFilter, type CallScope } from './call-filter';

/** A call with the names and labels that a list shows. */
export interface CallRecord {
  readonly id: string;
  readonly providerCallId: string;
  readonly contactCardId: string;
  readonly leadId: string | null;
  readonly leadStatus: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly phone: string;
  readonly direction: string;
  readonly callType: string;
  readonly status: string;
  readonly missed: boolean;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly assignedRepId: string | null;
  readonly assignedRepName: string | null;
  readonly startedAt: Date;
  readonly answeredAt: Date | null;
  readonly endedAt: Date | null;
  readonly durationSeconds: number | null;
  readonly recordingStoredKey: string | null;
  readonly transcriptionStatus: string;
  readonly analysisStatus: string;
  readonly isAnalyzed: boolean;
  readonly bookingStatus: string | null;
  readonly qualificationStatus: string | null;
  readonly summary: string | null;
}

const COLUMNS = `
  c.id::text, c.provider_call_id as "providerCallId", c.contact_card_id::text as "contactCardId",
  c.lead_id::text as "leadId", l.status as "leadStatus", k.first_name as "firstName", k.last_name as "lastName",
  k.primary_phone as phone, c.direction, c.call_type as "callType", c.status, c.missed,
  c.owner_id as "ownerId", o.name as "ownerName", c.assigned_rep_id as "assignedRepId", r.name as "assignedRepName",
  c.started_at as "startedAt", c.answered_at as "answeredAt", c.ended_at as "endedAt",
  c.duration_seconds as "durationSeconds", c.recording_stored_key as "recordingStoredKey",
  c.transcription_status as "transcriptionStatus", c.analysis_status as "analysisStatus",
  a.id is not null as "isAnalyzed", a.booking_status as "bookingStatus",
  a.qualification_status as "qualificationStatus", a.summary`;

const TABLES = `
  calls c
  join contact_cards k on k.company_id = c.company_id and k.id = c.contact_card_id
  left join leads l on l.company_id = c.company_id and l.id = c.lead_id
  left join users o on o.company_id = c.company_id and o.id = c.owner_id
  left join users r on r.company_id = c.company_id and r.id = c.assigned_rep_id
  left join analyses a on a.company_id = c.company_id and a.call_id = c.id`;

/** Enough to filter by; the other tables are looked up for one slice only. */
const filtered = ({ bookingStatus, isUnbooked, objection }: CallFilter): string =>
  bookingStatus === undefined && !isUnbooked && objection === undefined
    ? 'calls c'
    : 'calls c left join analyses a on a.company_id = c.company_id and a.call_id = c.id';

/** Calls that the filter lets through, newest first. */
export async function findVisibleCalls(
  tx: TenantTx,
  filter: CallFilter,
  slice: Slice,
): Promise<CallRecord[]> {
  const conditions = createConditions();
  addCallFilter(conditions, tx.companyId, filter);
  addEarlierThan(conditions, ['c.started_at', 'c.id'], slice.after);
  const at = conditions.values.length;
  return tx.query<CallRecord>(
    `with slice as materialized (select c.id from ${filtered(filter)} where ${conditions.where}
       order by c.started_at desc, c.id desc limit $${at + 1} offset $${at + 2})
     select ${COLUMNS} from ${TABLES}
     where c.company_id = $1 and c.id in (select id from slice)
     order by c.started_at desc, c.id desc`,
    [...conditions.values, slice.limit, slice.offset],
  );
}

export async function countVisibleCalls(tx: TenantTx, filter: CallFilter): Promise<number> {
  const conditions = createConditions();
  addCallFilter(conditions, tx.companyId, filter);
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from ${filtered(filter)} where ${conditions.where}`,
    conditions.values,
  );
  return row?.count ?? 0;
}

/** The call, when it is the company's and within the scope; null otherwise. */
export async function findVisibleCall(
  tx: TenantTx,
  id: string,
  scope: CallScope,
): Promise<CallRecord | null> {
  const [call] = await findVisibleCalls(tx, { scope, id }, { limit: 1, offset: 0 });
  return call ?? null;
}
