import { propertyView } from '../../property/property-view';
import { analysisView } from '../analysis-view';
import { escalationWarnings } from './escalation-warnings';
import { appointmentRow, taskRow, timelineRow } from './rows';
import type { LoadedContact } from './load-contact';

/** The appointment at hand, and what the latest analysed call has told. */
export function middleSection(loaded: LoadedContact) {
  const { appointment } = loaded;
  const [latest] = loaded.analyses;
  const isOfAppointment = (record: { appointmentId: string | null }) =>
    appointment !== null && record.appointmentId === appointment.id;
  return {
    activeAppointment: appointment ? appointmentRow(appointment, loaded.repNames) : null,
    propertyIntelligence: propertyView(loaded.contact),
    sopCompliance: [
      ...(latest?.sopStagesCompleted ?? []).map((item) => ({
        checklistItem: item,
        status: 'completed',
      })),
      ...(latest?.sopStagesMissed ?? []).map((item) => ({ checklistItem: item, status: 'missed' })),
    ],
    visitTimeline: loaded.timeline.filter(isOfAppointment).map(timelineRow),
    appointmentTasks: loaded.tasks.filter(isOfAppointment).map(taskRow),
    recordingSessions: loaded.sessions,
    escalationWarnings: escalationWarnings(loaded),
    transcriptIntelligence: latest?.callId ? analysisView(latest.callId, latest) : null,
  };
}
