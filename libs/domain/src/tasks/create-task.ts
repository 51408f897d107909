import {
  findContactsOfLinks,
  findTaskByKey,
  findVisibleContactCard,
  insertNewTasks,
  type TenantTx,
} from '@otto/db';
import { DomainError, noSuchRecord } from '../errors';
import { uniqueKey } from '../json/unique-key';
import type { Publish } from '../live';
import { taskRow } from '../reading/contact-card/rows';
import { contactScope, type Viewer } from '../reading/viewer';
import type { TaskAssignee } from './action-types';
import { kindOf } from './task-scope';
import { tellOfTask } from './task-news';

export interface TaskLinks {
  readonly contactCardId?: string | undefined;
  readonly leadId?: string | undefined;
  readonly appointmentId?: string | undefined;
  readonly callId?: string | undefined;
}

export interface TaskToCreate extends TaskLinks {
  readonly description: string;
  readonly assignedTo?: TaskAssignee | undefined;
  readonly dueAt?: Date | null | undefined;
  readonly priority?: string | null | undefined;
}

/** Creates a task by hand, or answers the one that says the same of the same customer. */
export async function createTask(
  tx: TenantTx,
  viewer: Viewer,
  asked: TaskToCreate,
  { now, publish }: { readonly now: Date; readonly publish: Publish },
) {
  const contactCardId = await contactOf(tx, viewer, asked);
  const key = uniqueKey('manual', asked.description, contactCardId);
  const assignedTo = asked.assignedTo ?? kindOf(viewer);
  const [added] = await insertNewTasks(tx, [
    {
      description: asked.description,
      contactCardId,
      leadId: asked.leadId ?? null,
      appointmentId: asked.appointmentId ?? null,
      callId: asked.callId ?? null,
      assignedTo,
      assigneeId: assignedTo === kindOf(viewer) ? viewer.id : null,
      dueAt: asked.dueAt ?? null,
      priority: asked.priority ?? null,
      source: 'manual',
      uniqueKey: key,
    },
  ]);
  const task = await findTaskByKey(tx, key);
  if (!task) throw new DomainError('INVALID_STATE', 'The task has just been cancelled.');
  if (added) await tellOfTask(tx, viewer, publish, { event: 'task.created', task, at: now });
  return { task: taskRow(task), isNew: added !== undefined };
}

/** The one customer that all the links lead to, and whom the viewer may see. */
async function contactOf(tx: TenantTx, viewer: Viewer, links: TaskLinks): Promise<string> {
  const linked = await findContactsOfLinks(tx, links);
  const ids = new Set([...linked, ...(links.contactCardId ? [links.contactCardId] : [])]);
  const [id] = ids;
  if (id == null || ids.has(null)) throw noSuchRecord();
  if (!(await findVisibleContactCard(tx, id, contactScope(viewer)))) throw noSuchRecord();
  if (ids.size > 1) {
    throw new DomainError('INVALID_INPUT', 'The records named belong to different customers.');
  }
  return id;
}
