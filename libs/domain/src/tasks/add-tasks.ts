import { insertEvents, insertNewTasks, type CallRow, type TenantTx } from '@otto/db';
import type { NewTask } from './task-from-action';

/** Adds those of the tasks that are not there yet, each with its line in the timeline. */
export async function addTasks(
  tx: TenantTx,
  call: CallRow,
  tasks: readonly NewTask[],
  appointmentId: string | null,
): Promise<void> {
  if (tasks.length === 0) return;
  const { id: callId, contactCardId, leadId } = call;
  const added = await insertNewTasks(
    tx,
    tasks.map((task) => ({ ...task, callId, contactCardId, leadId, appointmentId })),
  );
  await insertEvents(
    tx,
    added.map((task) => ({
      contactCardId,
      leadId,
      callId,
      appointmentId,
      eventType: 'automation_task_created',
      metadata: { taskId: task.id, actionType: task.actionType, assignedTo: task.assignedTo },
      actorId: 'otto',
      uniqueKey: `automation_task_created:${task.id}`,
    })),
  );
}
