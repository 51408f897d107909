import { isOpenStatus } from '../../appointments/open-status';
import { isOverdue } from './overdue';
import type { LoadedContact } from './load-contact';

/** What a manager should look after: work left undone, and a visit that is not as it should be. */
export function escalationWarnings(
  loaded: Pick<
    LoadedContact,
    'appointment' | 'contact' | 'now' | 'sessions' | 'tasks' | 'timeline'
  >,
): string[] {
  const overdue = loaded.tasks.filter((task) => isOverdue(task, loaded.now)).length;
  return [
    ...(overdue === 0 ? [] : [`${overdue} ${overdue === 1 ? 'task is' : 'tasks are'} overdue`]),
    ...visitWarnings(loaded),
    ...propertyWarnings(loaded),
  ];
}

/** Whoever drives there would like to know the house. */
function propertyWarnings({
  appointment,
  contact,
}: Pick<LoadedContact, 'appointment' | 'contact'>): string[] {
  const isAhead = appointment !== null && isOpenStatus(appointment.status);
  return isAhead && contact.propertySnapshot === null
    ? ['There is no property snapshot for the visit']
    : [];
}

function visitWarnings({
  appointment,
  now,
  sessions,
  timeline,
}: Pick<LoadedContact, 'appointment' | 'now' | 'sessions' | 'timeline'>): string[] {
  if (!appointment || !isOpenStatus(appointment.status)) return [];
  const happened = (type: string) =>
    timeline.some((entry) => entry.eventType === type && entry.appointmentId === appointment.id);
  if (happened('rep_departed')) return [];
  const isRecorded = sessions.length > 0;
  if (happened('rep_arrived')) {
    return isRecorded ? [] : ['The rep has arrived and is not recording'];
  }
  const isLate = appointment.scheduledStart < now && !isRecorded;
  return isLate ? ['The appointment has begun and no rep has arrived'] : [];
}
