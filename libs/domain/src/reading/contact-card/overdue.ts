import type { TaskRecord } from '@otto/db';

/** Marked as overdue, or open past its due time because nobody has marked it yet. */
export function isOverdue(task: TaskRecord, now: Date): boolean {
  if (task.status === 'overdue') return true;
  return task.status === 'open' && task.dueAt !== null && task.dueAt < now;
}
