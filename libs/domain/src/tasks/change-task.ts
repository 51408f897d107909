import { lockVisibleTask, updateTask, type TaskRecord, type TenantTx } from '@otto/db';
import { DomainError, noSuchRecord } from '../errors';
import type { Publish } from '../live';
import { taskRow } from '../reading/contact-card/rows';
import type { Viewer } from '../reading/viewer';
import type { TaskAssignee } from './action-types';
import { tellOfTask, type TaskNews } from './task-news';
import { taskWriteScope } from './task-scope';

export interface TaskPatch {
  readonly status?: 'open' | 'completed' | 'cancelled' | undefined;
  readonly dueAt?: Date | null | undefined;
  readonly assignedTo?: TaskAssignee | undefined;
  readonly description?: string | undefined;
  readonly priority?: string | null | undefined;
  readonly notes?: string | undefined;
}

interface Deps {
  readonly now: Date;
  readonly publish: Publish;
}

/** Changes a task; a cancelled one stays as it is, and saying the same again changes nothing. */
export async function changeTask(
  tx: TenantTx,
  viewer: Viewer,
  { id, ...patch }: TaskPatch & { readonly id: string },
  { now, publish }: Deps,
) {
  const task = await lockVisibleTask(tx, id, taskWriteScope(viewer));
  if (!task) throw noSuchRecord();
  const isOver = task.status === 'cancelled';
  if (isOver && patch.status === 'cancelled') return taskRow(task);
  if (isOver) throw new DomainError('INVALID_STATE', 'The task has been cancelled.');
  const changes = changesOf(task, patch, { by: viewer.id, now });
  if (Object.keys(changes).length === 0) return taskRow(task);
  const changed = await updateTask(tx, id, changes);
  await tellOfTask(tx, viewer, publish, { event: eventOf(task, changed), task: changed, at: now });
  return taskRow(changed);
}

/** What is to be written so that the task is as the patch says. */
export function changesOf(
  task: TaskRecord,
  patch: TaskPatch,
  { by, now }: { readonly by: string; readonly now: Date },
) {
  const { dueAt, assignedTo, description, priority, notes } = patch;
  const isGivenAway = assignedTo !== undefined && assignedTo !== task.assignedTo;
  return {
    ...statusChange(task, patch, { by, now }),
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(isGivenAway ? { assignedTo, assigneeId: null } : {}),
    ...(description === undefined ? {} : { description }),
    ...(priority === undefined ? {} : { priority }),
    ...(notes === undefined ? {} : { metadata: { ...objectOf(task.metadata), notes } }),
  };
}

function statusChange(
  task: TaskRecord,
  { status, dueAt }: TaskPatch,
  { by, now }: { readonly by: string; readonly now: Date },
) {
  if (status === 'completed') {
    return task.status === status ? {} : { status, completedAt: now, completedBy: by };
  }
  if (status === 'cancelled') return { status };
  const due = dueAt === undefined ? task.dueAt : dueAt;
  const isLate = due !== null && due < now;
  if (task.status === 'overdue') return isLate ? {} : { status: 'open' };
  if (status === 'open' && task.status === 'completed') {
    return { status, completedAt: null, completedBy: null };
  }
  return {};
}

function eventOf(before: TaskRecord, after: TaskRecord): TaskNews['event'] {
  if (before.status === after.status) return 'task.updated';
  if (after.status === 'completed') return 'task.completed';
  return after.status === 'cancelled' ? 'task.deleted' : 'task.updated';
}

function objectOf(value: TaskRecord['metadata']) {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
