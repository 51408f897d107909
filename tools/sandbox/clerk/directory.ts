import type { DemoCompany } from '../../local/demo-data';

export interface ClerkUser {
  readonly id: string;
  email: string;
  name: string;
}

export interface ClerkOrganization {
  readonly id: string;
  name: string;
}

export interface ClerkMembership {
  readonly id: string;
  readonly organizationId: string;
  readonly userId: string;
  /** Without Clerk's prefix: `manager`, `member`. */
  role: string;
}

export interface ClerkInvitation {
  readonly id: string;
  readonly organizationId: string;
  readonly email: string;
  readonly role: string;
  readonly publicMetadata: Readonly<Record<string, unknown>>;
  status: 'pending' | 'accepted' | 'revoked';
  userId: string | null;
}

/** Who is who at Clerk; begins with the people of the config. */
export interface Directory {
  readonly users: Map<string, ClerkUser>;
  readonly organizations: Map<string, ClerkOrganization>;
  readonly memberships: Map<string, ClerkMembership>;
  readonly invitations: Map<string, ClerkInvitation>;
}

export function createDirectory(companies: readonly DemoCompany[]): Directory {
  const users = companies.flatMap((company) => company.users);
  const memberships = companies.flatMap((company) =>
    company.users.map(({ id, role }) => ({
      id: `orgmem_${company.id}_${id}`.replace(/_(org|user)_/g, '_'),
      organizationId: company.id,
      userId: id,
      role,
    })),
  );
  return {
    users: byId(users.map(({ id, email, name }) => ({ id, email, name }))),
    organizations: byId(companies.map(({ id, name }) => ({ id, name }))),
    memberships: byId<ClerkMembership>(memberships),
    invitations: new Map(),
  };
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
