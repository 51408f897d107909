import type { AppointmentScope, CallScope, ContactScope, LeadScope } from '@otto/db';
import type { Role } from '../access';

/** Who is asking; id and role are those of our own row, not of a claim. */
export interface Viewer {
  readonly id: string;
  readonly role: Role;
}

/** DOMAIN 9: a manager sees all calls, a csr those they own, a rep those assigned to them. */
export function callScope(viewer: Viewer): CallScope {
  switch (viewer.role) {
    case 'manager':
      return {};
    case 'csr':
      return { ownerId: viewer.id };
    case 'sales_rep':
      return { assignedRepId: viewer.id };
  }
}

/** DOMAIN 6.2: manager and csr see every contact, a rep those with a lead or visit of theirs. */
export function contactScope(viewer: Viewer): ContactScope {
  return viewer.role === 'sales_rep' ? { repId: viewer.id } : {};
}

/** DOMAIN 9: a rep sees their own leads and those in the pool. */
export function leadScope(viewer: Viewer): LeadScope {
  return viewer.role === 'sales_rep' ? { repId: viewer.id } : {};
}

/** DOMAIN 9: a rep sees their own appointments. */
export function appointmentScope(viewer: Viewer): AppointmentScope {
  return viewer.role === 'sales_rep' ? { repId: viewer.id } : {};
}
