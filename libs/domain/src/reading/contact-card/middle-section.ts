import { analysisView } from '../analysis-view';
import { isOverdue } from './overdue';
import { appointmentRow, taskRow, timelineRow } from './rows';
import type { LoadedContact } from './load-contact';

/** The appointment at hand, and what the latest analysed call has told. */
export function middleSection(loaded: LoadedContact) {
  const { appointment, now } = loaded;
  const [latest] = loaded.analyses;
  const overdue = loaded.tasks.filter((task) => isOverdue(task, now)).length;
  const isOfAppointment = (record: { appointmentId: string | null }) =>
    appointment !== null && record.appointmentId === appointment.id;
  return {
    activeAppointment: appointment ? appointmentRow(appointment, loaded.repNames) : null,
    sopCompliance: [
      ...(latest?.sopStagesCompleted ?? []).map((item) => ({
        checklistItem: item,
        status: 'completed',
      })),
      ...(latest?.sopStagesMissed ?? []).map((item) => ({ checklistItem: item, status: 'missed' })),
    ],
    visitTimeline: loaded.timeline.filter(isOfAppointment).map(timelineRow),
    appointmentTasks: loaded.tasks.filter(isOfAppointment).map(taskRow),
    escalationWarnings:
      overdue === 0 ? [] : [`${overdue} ${overdue === 1 ? 'task is' : 'tasks are'} overdue`],
    transcriptIntelligence: latest?.callId ? analysisView(latest.callId, latest) : null,
  };
}
