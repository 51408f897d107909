import type { LockedAppointment, NewEvent } from '@otto/db';
import type { Viewer } from '../reading/viewer';

type Subject = Pick<LockedAppointment, 'id' | 'leadId' | 'contactCardId'>;

/** An entry of the customer's timeline about something that a person did to an appointment. */
export function appointmentEvent(
  viewer: Viewer,
  appointment: Subject,
  entry: {
    readonly eventType: string;
    readonly at: Date;
    readonly metadata?: Readonly<Record<string, string | boolean | null>>;
  },
): NewEvent {
  const { eventType, at, metadata } = entry;
  return {
    contactCardId: appointment.contactCardId,
    leadId: appointment.leadId,
    appointmentId: appointment.id,
    eventType,
    at,
    ...(metadata ? { metadata } : {}),
    actorId: viewer.id,
    actorRole: viewer.role,
    uniqueKey: `${eventType}:${appointment.id}:${at.getTime()}`,
  };
}
