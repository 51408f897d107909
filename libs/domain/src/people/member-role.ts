import type { Role } from '../access';

const ROLES: Readonly<Record<string, Role>> = {
  admin: 'manager',
  exec: 'manager',
  executive: 'manager',
  manager: 'manager',
  csr: 'csr',
  rep: 'sales_rep',
  sales_rep: 'sales_rep',
};

/** The role that a word of Clerk's stands for; null for a plain member, which says nothing. */
export function roleOfClerk(word: string | null): Role | null {
  return ROLES[word?.trim().toLowerCase().replace(/^org:/, '') ?? ''] ?? null;
}

export interface RoleChoice {
  /** The role that the person has in Otto. */
  readonly current: string | null;
  /** The role that the inviter chose. */
  readonly invited: string | null;
  /** As the membership has it. */
  readonly clerkRole: string;
  readonly cause: 'joined' | 'clerk_role_changed' | 'invitation' | 'other';
}

/**
 * The role of a member; null when nothing tells it. Who joins gets the one that was meant. Later
 * only another role at Clerk changes it, and a late invitation as long as nobody in Otto has.
 */
export function chooseRole({ current, invited, clerkRole, cause }: RoleChoice): string | null {
  const mapped = roleOfClerk(clerkRole);
  const isUntouched = current === null || current === mapped;
  if (cause === 'joined') return invited ?? mapped ?? current;
  if (cause === 'clerk_role_changed') return mapped ?? current;
  if (cause === 'invitation' && isUntouched) return invited ?? current ?? mapped;
  return current ?? invited ?? mapped;
}
