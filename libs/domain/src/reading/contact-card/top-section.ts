import { isOverdue } from './overdue';
import { assignmentRow, leadRow, signalRow, statusChangeRow, taskRow } from './rows';
import type { LoadedContact } from './load-contact';

const DAY_MS = 86_400_000;

/** Where the customer stands: the current lead, its deal, what is to do and what to mind. */
export function topSection(loaded: LoadedContact) {
  const { lead, now } = loaded;
  const row = lead ? leadRow(lead, loaded.repNames) : null;
  return {
    leadId: row?.id ?? null,
    leadSource: row?.source ?? null,
    leadAgeDays: row
      ? Math.max(0, Math.floor((now.getTime() - row.createdAt.getTime()) / DAY_MS))
      : null,
    lastActivityAt: lastActivity(loaded),
    leadStatus: row?.status ?? null,
    leadStatusHistory: loaded.history.map(statusChangeRow),
    dealStatus: row?.dealStatus ?? null,
    dealSize: row?.dealSize ?? null,
    dealSummary: row?.dealSummary ?? null,
    closedAt: row?.closedAt ?? null,
    assignedRepId: row?.assignedRepId ?? null,
    assignedRepName: row?.assignedRepName ?? null,
    repAssignmentHistory: loaded.assignments.map((one) => assignmentRow(one, loaded.repNames)),
    requestedByReps: row?.requestedByReps ?? [],
    poolStatus: row?.poolStatus ?? null,
    tasks: loaded.tasks.map(taskRow),
    overdueCount: loaded.tasks.filter((task) => isOverdue(task, now)).length,
    keySignals: loaded.signals.map(signalRow),
  };
}

function lastActivity({ timeline, calls, lead }: LoadedContact): Date | null {
  const moments = [timeline[0]?.at, calls[0]?.startedAt, lead?.lastContactedAt].filter(
    (at) => at != null,
  );
  return moments.length === 0 ? null : new Date(Math.max(...moments.map((at) => at.getTime())));
}
