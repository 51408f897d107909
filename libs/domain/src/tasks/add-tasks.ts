import { insertNewTasks, type CallRow, type TenantTx } from '@otto/db';
import type { Publish } from '../live';
import { recordEvents } from '../timeline/record-events';
import type { NewTask } from './task-from-action';

export interface PromisedTasks {
  readonly call: CallRow;
  readonly tasks: readonly NewTask[];
  readonly appointmentId: string | null;
}

/** Adds those of the tasks that are not there yet, each with its line in the timeline. */
export async function addTasks(
  tx: TenantTx,
  publish: Publish,
  { call, tasks, appointmentId }: PromisedTasks,
): Promise<void> {
  if (tasks.length === 0) return;
  const { id: callId, contactCardId, leadId } = call;
  const added = await insertNewTasks(
    tx,
    tasks.map((task) => ({ ...task, callId, contactCardId, leadId, appointmentId })),
  );
  await recordEvents(
    tx,
    publish,
    added.map((task) => ({
      contactCardId,
      leadId,
      callId,
      appointmentId,
      eventType: 'automation_task_created',
      metadata: {
        taskId: task.id,
        actionType: task.actionType,
        assignedTo: task.assignedTo,
        ...(task.assigneeId === null ? {} : { assigneeId: task.assigneeId }),
      },
      actorId: 'otto',
      uniqueKey: `automation_task_created:${task.id}`,
    })),
  );
}
