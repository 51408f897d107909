import type {
  ClerkInvitation,
  ClerkMembership,
  ClerkOrganization,
  ClerkUser,
  Directory,
} from './directory';

/** Clerk's records as its webhooks and its REST API show them (PROVIDERS 3.1). */
export function userBody({ id, email, name }: ClerkUser, nowMs: number) {
  const [first = '', ...rest] = name.split(' ');
  return {
    object: 'user',
    id,
    first_name: first,
    last_name: rest.join(' '),
    username: null,
    primary_email_address_id: `idn_${id}`,
    primary_phone_number_id: null,
    email_addresses: [{ object: 'email_address', id: `idn_${id}`, email_address: email }],
    phone_numbers: [],
    image_url: '',
    has_image: false,
    banned: false,
    public_metadata: {},
    created_at: nowMs,
    updated_at: nowMs,
  };
}

export function organizationBody({ id, name }: ClerkOrganization, nowMs: number) {
  return {
    object: 'organization',
    id,
    name,
    slug: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    image_url: '',
    has_image: false,
    max_allowed_memberships: 100,
    admin_delete_enabled: true,
    public_metadata: {},
    created_at: nowMs,
    updated_at: nowMs,
  };
}

export function membershipBody(
  { users, organizations }: Directory,
  { id, role, userId, organizationId }: ClerkMembership,
  nowMs: number,
) {
  const user = users.get(userId) ?? { id: userId, email: '', name: '' };
  const { first_name, last_name, image_url, has_image } = userBody(user, nowMs);
  const organization = organizations.get(organizationId) ?? { id: organizationId, name: '' };
  return {
    object: 'organization_membership',
    id,
    role: `org:${role}`,
    permissions: [],
    public_metadata: {},
    created_at: nowMs,
    updated_at: nowMs,
    organization: organizationBody(organization, nowMs),
    public_user_data: {
      user_id: userId,
      identifier: user.email,
      first_name,
      last_name,
      image_url,
      has_image,
    },
  };
}

export function invitationBody(invitation: ClerkInvitation, nowMs: number) {
  return {
    object: 'organization_invitation',
    id: invitation.id,
    organization_id: invitation.organizationId,
    email_address: invitation.email,
    role: `org:${invitation.role}`,
    status: invitation.status,
    user_id: invitation.userId,
    public_metadata: invitation.publicMetadata,
    url: null,
    expires_at: nowMs + 30 * 86_400_000,
    created_at: nowMs,
    updated_at: nowMs,
  };
}

export const deletedBody = (object: string, id: string) => ({ object, id, deleted: true });
