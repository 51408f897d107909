import { insertNewTasks, type TenantTx } from '@otto/db';
import type { Publish } from '../live';
import { recordEvents } from '../timeline/record-events';
import type { NewTask } from './task-from-action';

/** What the tasks are about. */
export interface TaskSubject {
  readonly contactCardId: string;
  readonly leadId?: string | null;
  readonly callId?: string | null;
  readonly appointmentId?: string | null;
}

export interface TasksToAdd {
  readonly about: TaskSubject;
  readonly tasks: readonly NewTask[];
  /** When the timeline says that they came; now by default. */
  readonly at?: Date;
}

/** Adds those of the tasks that are not there yet, each with its line in the timeline. */
export async function addTasks(
  tx: TenantTx,
  publish: Publish,
  { about, tasks, at }: TasksToAdd,
): Promise<void> {
  if (tasks.length === 0) return;
  const added = await insertNewTasks(
    tx,
    tasks.map((task) => ({ ...task, ...about })),
  );
  await recordEvents(
    tx,
    publish,
    added.map((task) => ({
      ...about,
      ...(at === undefined ? {} : { at }),
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
