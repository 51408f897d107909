import type { Role } from './roles';

/** How much of a resource a role reaches: all of the company's, part of it, or nothing. */
export type Reach =
  /** Every record of the company. */
  | 'all'
  /** All of them to read; writes have rules of their own. */
  | 'read'
  /** What is theirs, as each resource defines it. */
  | 'own'
  /** What is theirs and what is open to everybody of their role. */
  | 'own_and_shared'
  /** Themselves only. */
  | 'self'
  | 'none';

/** DOMAIN 9, row by row; the one place that says which role reaches what. */
export const accessMatrix = {
  calls: { manager: 'all', csr: 'own', sales_rep: 'own' },
  contacts: { manager: 'all', csr: 'all', sales_rep: 'own' },
  leads: { manager: 'all', csr: 'all', sales_rep: 'own_and_shared' },
  appointments: { manager: 'all', csr: 'all', sales_rep: 'own' },
  tasks: { manager: 'all', csr: 'own_and_shared', sales_rep: 'own_and_shared' },
  signals: { manager: 'all', csr: 'own_and_shared', sales_rep: 'own_and_shared' },
  missed_calls: { manager: 'all', csr: 'all', sales_rep: 'none' },
  messages: { manager: 'all', csr: 'all', sales_rep: 'own' },
  visits: { manager: 'read', csr: 'none', sales_rep: 'own' },
  metrics: { manager: 'all', csr: 'self', sales_rep: 'self' },
  documents: { manager: 'all', csr: 'none', sales_rep: 'none' },
  ask_otto: { manager: 'all', csr: 'own_and_shared', sales_rep: 'self' },
  drafts: { manager: 'all', csr: 'none', sales_rep: 'own' },
  personal_otto: { manager: 'none', csr: 'none', sales_rep: 'own' },
  company: { manager: 'all', csr: 'read', sales_rep: 'none' },
  users: { manager: 'all', csr: 'read', sales_rep: 'none' },
  /** The signed-in user's own row, devices and data. */
  me: { manager: 'self', csr: 'self', sales_rep: 'self' },
  onboarding: { manager: 'all', csr: 'read', sales_rep: 'read' },
  privacy: { manager: 'all', csr: 'none', sales_rep: 'self' },
} as const satisfies Record<string, Record<Role, Reach>>;

export type Resource = keyof typeof accessMatrix;

/** How much of the resource the role reaches. */
export const reachOf = (role: Role, resource: Resource): Reach => accessMatrix[resource][role];
