import type { TenantTx } from '../../database';

/** No list of a contact card is longer than this. */
const MAX_ROWS = 50;

export interface StatusChangeEntry {
  readonly fromStatus: string | null;
  readonly toStatus: string;
  readonly reason: string | null;
  readonly triggeredBy: string;
  readonly context: unknown;
  readonly createdAt: Date;
}

export interface RepAssignmentEntry {
  readonly id: string;
  readonly appointmentId: string | null;
  readonly repId: string;
  readonly assignedBy: string | null;
  readonly assignmentType: string;
  readonly status: string;
  readonly notes: string | null;
  readonly createdAt: Date;
}

export interface SessionEntry {
  readonly id: string;
  readonly repId: string;
  readonly mode: string;
  readonly status: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly transcriptionStatus: string;
  readonly analysisStatus: string;
}

type Dated<T> = {
  readonly [K in keyof T]: T[K] extends Date
    ? string
    : T[K] extends Date | null
      ? string | null
      : T[K];
};

interface Story {
  readonly history: readonly Dated<StatusChangeEntry>[];
  readonly assignments: readonly Dated<RepAssignmentEntry>[];
  readonly sessions: readonly Dated<SessionEntry>[];
}

const rows = (select: string): string =>
  `(select coalesce(json_agg(r), '[]') from (${select} limit ${MAX_ROWS}) r)`;

const STORY = `
  select ${rows(`
    select from_status as "fromStatus", to_status as "toStatus", reason, context,
      triggered_by as "triggeredBy", created_at as "createdAt"
    from lead_status_history where company_id = $1 and lead_id = $2::uuid
    order by created_at desc`)} as history,
  ${rows(`
    select id, appointment_id as "appointmentId", rep_id as "repId", assigned_by as "assignedBy",
      assignment_type as "assignmentType", status, notes, created_at as "createdAt"
    from rep_assignment_history where company_id = $1 and lead_id = $2::uuid
    order by created_at desc, id desc`)} as assignments,
  ${rows(`
    select id, rep_id as "repId", mode, status, started_at as "startedAt", ended_at as "endedAt",
      transcription_status as "transcriptionStatus", analysis_status as "analysisStatus"
    from recording_sessions where company_id = $1 and appointment_id = $3::uuid
    order by started_at desc`)} as sessions`;

/**
 * How the lead came to where it is, and what was recorded of the appointment, in one statement:
 * a contact card has many parts and few queries.
 */
export async function findLeadStory(
  tx: TenantTx,
  {
    leadId,
    appointmentId,
  }: { readonly leadId: string | null; readonly appointmentId: string | null },
) {
  const [story] = await tx.query<Story>(STORY, [tx.companyId, leadId, appointmentId]);
  const { history = [], assignments = [], sessions = [] } = story ?? {};
  return {
    history: history.map((row) => ({ ...row, createdAt: new Date(row.createdAt) })),
    assignments: assignments.map((row) => ({ ...row, createdAt: new Date(row.createdAt) })),
    sessions: sessions.map((row) => ({
      ...row,
      startedAt: new Date(row.startedAt),
      endedAt: row.endedAt === null ? null : new Date(row.endedAt),
    })),
  };
}
