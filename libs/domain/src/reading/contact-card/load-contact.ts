import {
  findAnalysesOfCalls,
  findAppointmentsOfContact,
  findKeySignalsOfContact,
  findLeadsOfContact,
  findLeadStory,
  findMessagesOfContact,
  findTasksOfContact,
  findTimelineOfContact,
  findUserNames,
  findVisibleCalls,
  type ContactCardRecord,
  type TenantTx,
} from '@otto/db';
import { activeAppointment, currentLead } from './current';
import { callScope, type Viewer } from '../viewer';

const MAX_CALLS = 50;

/** Everything of a contact that a card shows, in twelve queries at most. Calls are those the viewer may see. */
export async function loadContact(
  tx: TenantTx,
  viewer: Viewer,
  contact: ContactCardRecord,
  now: Date,
) {
  const leads = await findLeadsOfContact(tx, contact.id);
  const lead = currentLead(leads);
  const appointments = await findAppointmentsOfContact(tx, contact.id);
  const calls = await findVisibleCalls(
    tx,
    { scope: callScope(viewer), contactCardId: contact.id },
    { limit: MAX_CALLS, offset: 0 },
  );
  const appointment = activeAppointment(appointments, now);
  const story = await findLeadStory(tx, {
    leadId: lead?.id ?? null,
    appointmentId: appointment?.id ?? null,
  });
  const repIds = [
    ...story.assignments.map((entry) => entry.repId),
    ...[...leads, ...appointments].map((record) => record.assignedRepId),
    ...leads.flatMap((one) => one.requestedByRepIds),
  ];
  return {
    contact,
    leads,
    lead,
    appointments,
    appointment,
    calls,
    ...story,
    messages: await findMessagesOfContact(tx, contact.id),
    tasks: await findTasksOfContact(tx, contact.id),
    signals: await findKeySignalsOfContact(tx, contact.id),
    timeline: await findTimelineOfContact(tx, contact.id),
    analyses: await findAnalysesOfCalls(
      tx,
      calls.filter((call) => call.isAnalyzed).map((call) => call.id),
    ),
    repNames: await findUserNames(tx, repIds),
    now,
  };
}

export type LoadedContact = Awaited<ReturnType<typeof loadContact>>;
