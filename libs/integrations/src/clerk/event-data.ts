import { z } from 'zod';
import type { ClerkInvitation, ClerkMembership, ClerkOrganization, ClerkUser } from './clerk-event';

const id = z.string().min(1);
const maybe = z.string().nullish().catch(null);
const emails = z.array(z.object({ id, email_address: z.string() }));
const phones = z.array(z.object({ id, phone_number: z.string() }));

export const deletedData = z.object({ id }).transform((data) => data.id);

export const userData = z
  .object({
    id,
    first_name: maybe,
    last_name: maybe,
    primary_email_address_id: maybe,
    primary_phone_number_id: maybe,
    email_addresses: emails.nullish().catch(null),
    phone_numbers: phones.nullish().catch(null),
  })
  .transform((data): ClerkUser => {
    const email = data.email_addresses?.find((entry) => entry.id === data.primary_email_address_id);
    const phone = data.phone_numbers?.find((entry) => entry.id === data.primary_phone_number_id);
    return {
      userId: data.id,
      email: email?.email_address ?? null,
      name: fullName(data.first_name, data.last_name),
      phone: phone?.phone_number ?? null,
    };
  });

export const organizationData = z
  .object({ id, name: z.string(), slug: maybe, created_by: maybe })
  .transform((data): ClerkOrganization => ({
    companyId: data.id,
    name: data.name,
    slug: data.slug ?? null,
    createdBy: data.created_by ?? null,
  }));

export const membershipData = z
  .object({
    id,
    role: z.string(),
    organization: z.object({ id, name: maybe }),
    public_user_data: z.object({
      user_id: id,
      identifier: maybe,
      first_name: maybe,
      last_name: maybe,
    }),
  })
  .transform(({ organization, public_user_data: user, ...data }): ClerkMembership => ({
    membershipId: data.id,
    userId: user.user_id,
    companyId: organization.id,
    companyName: organization.name ?? null,
    role: data.role,
    identifier: user.identifier ?? null,
    name: fullName(user.first_name, user.last_name),
  }));

export const invitationData = z
  .object({
    id,
    organization_id: id,
    email_address: z.string().min(1),
    role: maybe,
    status: maybe,
    user_id: maybe,
    public_metadata: z.object({ otto_role: maybe }).nullish().catch(null),
  })
  .transform((data): ClerkInvitation => ({
    invitationId: data.id,
    companyId: data.organization_id,
    email: data.email_address,
    role: data.role ?? null,
    ottoRole: data.public_metadata?.otto_role ?? null,
    status: data.status ?? null,
    userId: data.user_id ?? null,
  }));

function fullName(...names: (string | null | undefined)[]): string | null {
  const parts = names.map((name) => name?.trim() ?? '').filter((name) => name !== '');
  return parts.length === 0 ? null : parts.join(' ');
}
