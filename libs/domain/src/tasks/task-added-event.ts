import type { NewEvent } from '@otto/db';

interface AddedTask {
  readonly id: string;
  readonly actionType: string | null;
  readonly assignedTo: string;
}

/** The line in the timeline of a task that Otto has added by itself; it tells the front ends, too. */
export function taskAddedEvent(
  { id, actionType, assignedTo }: AddedTask,
  about: Pick<NewEvent, 'contactCardId' | 'leadId' | 'callId' | 'at'>,
): NewEvent {
  const { contactCardId, leadId, callId, at } = about;
  return {
    contactCardId,
    leadId: leadId ?? null,
    callId: callId ?? null,
    ...(at === undefined ? {} : { at }),
    eventType: 'automation_task_created',
    metadata: { taskId: id, actionType, assignedTo },
    actorId: 'otto',
    uniqueKey: `automation_task_created:${id}`,
  };
}
