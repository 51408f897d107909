import { findMemberRole, insertEvents, type TaskRecord, type TenantTx } from '@otto/db';
import type { LiveEvent, Publish } from '../live';
import type { Viewer } from '../reading/viewer';

type TaskEvent = 'task.created' | 'task.updated' | 'task.completed' | 'task.deleted';

export interface TaskNews {
  readonly event: TaskEvent;
  readonly task: TaskRecord;
  readonly at: Date;
}

/** Tells the customer's timeline and, after the commit, the front ends what became of a task. */
export async function tellOfTask(
  tx: TenantTx,
  viewer: Viewer,
  publish: Publish,
  { event, task, at }: TaskNews,
): Promise<void> {
  const { id, contactCardId, leadId, appointmentId, callId, assigneeId } = task;
  if (contactCardId !== null && viewer.role !== 'sales_rep' && event !== 'task.updated') {
    await insertEvents(tx, [
      {
        contactCardId,
        leadId,
        appointmentId,
        callId,
        eventType: viewer.role === 'manager' ? 'manager_action' : 'csr_action',
        at,
        metadata: { action: event.replace('.', '_'), taskId: id },
        actorId: viewer.id,
        actorRole: viewer.role,
        uniqueKey: `${event}:${id}:${at.getTime()}`,
      },
    ]);
  }
  publish(tx, await liveEvent(tx, { event, task, at }, assigneeId));
}

async function liveEvent(
  tx: TenantTx,
  { event, task, at }: TaskNews,
  assigneeId: string | null,
): Promise<LiveEvent> {
  const isRep = assigneeId !== null && (await findMemberRole(tx, assigneeId)) === 'sales_rep';
  return {
    event,
    key: `${event}:${task.id}:${at.getTime()}`,
    data: {
      task_id: task.id,
      lead_id: task.leadId,
      contact_card_id: task.contactCardId,
      status: task.status,
      assignee_id: assigneeId,
    },
    ...(task.leadId === null ? {} : { leadId: task.leadId }),
    ...(assigneeId === null ? {} : { userId: assigneeId }),
    ...(isRep ? { repIds: [assigneeId] } : {}),
  };
}
