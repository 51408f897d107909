import {
  countVisibleTasks,
  findVisibleTasks,
  type TaskFilter,
  type TaskRecord,
  type TenantTx,
} from '@otto/db';
import { isOverdue } from '../reading/contact-card/overdue';
import { taskRow } from '../reading/contact-card/rows';
import { fullName } from '../reading/person-name';
import { nextCursor, sliceOfWindow, type WindowRequest } from '../reading/slice';
import type { Viewer } from '../reading/viewer';
import { taskScope } from './task-scope';

export interface ListTasksRequest extends Omit<TaskFilter, 'scope' | 'now'>, WindowRequest {}

/** Tasks that the viewer may see, by due time; cancelled ones only when asked for. */
export async function listTasks(
  tx: TenantTx,
  viewer: Viewer,
  { limit, offset, cursor, ...asked }: ListTasksRequest,
  now: Date,
) {
  const filter = { ...asked, scope: taskScope(viewer), now };
  const tasks = await findVisibleTasks(tx, filter, sliceOfWindow({ limit, offset, cursor }));
  const total = await countVisibleTasks(tx, filter);
  const next = nextCursor(tasks, limit, ({ dueAt }) => dueAt);
  return { tasks: tasks.map(taskRow), total, limit, offset, nextCursor: next };
}

const MAX_OF_REP = 500;

/** The rep's follow-ups in the shape of the field app. */
export async function listTasksOfRep(
  tx: TenantTx,
  viewer: Viewer,
  asked: Pick<TaskFilter, 'status' | 'dueAfter' | 'dueBefore'>,
  now: Date,
) {
  const filter = { ...asked, scope: taskScope(viewer), now };
  const tasks = await findVisibleTasks(tx, filter, { limit: MAX_OF_REP, offset: 0 });
  return tasks.map((task) => ({
    taskId: task.id,
    leadId: task.leadId,
    customerName: task.contact && fullName(task.contact),
    title: task.description,
    type: task.actionType,
    dueDate: task.dueAt,
    status: task.status,
    lastContactTime: task.lead?.lastContactedAt ?? null,
    nextStep: isDone(task) ? null : task.description,
    overdue: isOverdue(task, now),
  }));
}

const isDone = ({ status }: TaskRecord) => status === 'completed' || status === 'cancelled';
