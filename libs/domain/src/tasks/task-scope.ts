import type { TaskScope } from '@otto/db';
import type { Viewer } from '../reading/viewer';
import type { TaskAssignee } from './action-types';

/** DOMAIN 9: a manager sees all tasks, others their own and those for anybody of their role. */
export function taskScope(viewer: Viewer): TaskScope {
  if (viewer.role === 'manager') return {};
  return { userId: viewer.id, assignedTo: kindOf(viewer) };
}

/** What the viewer may change: as above, but of a rep's role only what is about their own leads. */
export function taskWriteScope(viewer: Viewer): TaskScope {
  return { ...taskScope(viewer), onlyOwnLeads: viewer.role === 'sales_rep' };
}

/** The kind of assignee that a person of this role is. */
export function kindOf({ role }: Pick<Viewer, 'role'>): TaskAssignee {
  return role === 'sales_rep' ? 'rep' : role;
}
