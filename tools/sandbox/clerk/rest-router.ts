import { randomBytes } from 'node:crypto';
import { json, Router, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import { deletedBody, invitationBody, membershipBody, organizationBody, userBody } from './bodies';
import type { ClerkDeps } from './clerk-provider';
import type { ClerkMembership } from './directory';
import { createClerkMessage } from './post-clerk';

const inviteSchema = z.object({
  email_address: z.email(),
  role: z.string().min(1),
  public_metadata: z.record(z.string(), z.unknown()).default({}),
});
const pageSchema = z.object({
  limit: z.coerce.number().int().min(1).max(500).catch(10),
  offset: z.coerce.number().int().min(0).catch(0),
});

/** Clerk's Backend API, as much of it as Otto uses. */
export function createClerkRest(deps: ClerkDeps): Router {
  return Router()
    .use(json())
    .use(requireKey(deps.config.clerk.secretKey))
    .use('/users/:id', createUserRouter(deps))
    .use('/organizations/:id', createOrganizationRouter(deps))
    .use((_request, response) => refuse(response, 404, 'resource_not_found'));
}

function createUserRouter(deps: ClerkDeps): Router {
  const { users, memberships } = deps.directory;
  const nowMs = () => deps.now().getTime();
  return Router({ mergeParams: true })
    .get('/', (request, response) => {
      const user = users.get(idOf(request));
      if (user) response.json(userBody(user, nowMs()));
      else refuse(response, 404, 'resource_not_found');
    })
    .get('/organization_memberships', (request, response) => {
      if (!users.has(idOf(request))) return refuse(response, 404, 'resource_not_found');
      const own = [...memberships.values()].filter(({ userId }) => userId === idOf(request));
      sendMemberships(deps, response, { own, query: request.query });
    })
    .delete('/', (request, response) => {
      const id = idOf(request);
      if (!users.delete(id)) return refuse(response, 404, 'resource_not_found');
      const own = [...memberships.values()].filter(({ userId }) => userId === id);
      for (const membership of own) memberships.delete(membership.id);
      response.json(deletedBody('user', id));
      const companyId = own[0]?.organizationId ?? '';
      createClerkMessage(deps, {
        type: 'user.deleted',
        companyId,
        data: deletedBody('user', id),
      })();
    });
}

function createOrganizationRouter(deps: ClerkDeps): Router {
  const { organizations, memberships } = deps.directory;
  const nowMs = () => deps.now().getTime();
  return Router({ mergeParams: true })
    .use((request, response, next) => {
      if (organizations.has(idOf(request))) next();
      else refuse(response, 404, 'resource_not_found');
    })
    .get('/', (request, response) => {
      const organization = organizations.get(idOf(request));
      if (organization) response.json(organizationBody(organization, nowMs()));
    })
    .get('/memberships', (request, response) => {
      const own = [...memberships.values()].filter(
        ({ organizationId }) => organizationId === idOf(request),
      );
      sendMemberships(deps, response, { own, query: request.query });
    })
    .get('/invitations', (request, response) => {
      const data = pendingOf(deps, idOf(request)).map((one) => invitationBody(one, nowMs()));
      response.json({ data, total_count: data.length });
    })
    .post('/invitations', invite(deps));
}

/** Who has an open invitation, or is a member, is not invited. */
function invite(deps: ClerkDeps): RequestHandler {
  const { memberships, invitations, users } = deps.directory;
  return (request, response) => {
    const form = inviteSchema.safeParse(request.body);
    if (!form.success) return refuse(response, 422, 'form_param_format_invalid');
    const organizationId = idOf(request);
    const { email_address: email, role, public_metadata: publicMetadata } = form.data;
    if (pendingOf(deps, organizationId).some((one) => one.email === email)) {
      return refuse(response, 400, 'duplicate_record');
    }
    const isMember = [...memberships.values()].some(
      (one) => one.organizationId === organizationId && users.get(one.userId)?.email === email,
    );
    if (isMember) return refuse(response, 400, 'already_a_member_in_organization');
    const invitation = {
      id: `orginv_${randomBytes(14).toString('hex')}`,
      organizationId,
      email,
      role: role.replace(/^org:/, ''),
      publicMetadata,
      status: 'pending' as const,
      userId: null,
    };
    invitations.set(invitation.id, invitation);
    const data = invitationBody(invitation, deps.now().getTime());
    response.json(data);
    const type = 'organizationInvitation.created';
    createClerkMessage(deps, { type, companyId: organizationId, data })();
  };
}

const pendingOf = ({ directory }: ClerkDeps, organizationId: string) =>
  [...directory.invitations.values()].filter(
    (one) => one.organizationId === organizationId && one.status === 'pending',
  );

interface OwnMemberships {
  readonly own: readonly ClerkMembership[];
  readonly query: unknown;
}

function sendMemberships(deps: ClerkDeps, response: Response, { own, query }: OwnMemberships) {
  const { limit, offset } = pageSchema.parse(query);
  const page = own.slice(offset, offset + limit);
  response.json({
    data: page.map((one) => membershipBody(deps.directory, one, deps.now().getTime())),
    total_count: own.length,
  });
}

const idOf = (request: { readonly params: object }) => (request.params as { id: string }).id;

function requireKey(secretKey: string): RequestHandler {
  return (request, response, next) => {
    if (request.get('Authorization') === `Bearer ${secretKey}`) next();
    else refuse(response, 401, 'authentication_invalid');
  };
}

function refuse(response: Response, status: number, code: string): void {
  const message = code.replaceAll('_', ' ');
  response
    .status(status)
    .json({ errors: [{ code, message, long_message: message }], clerk_trace_id: 'sandbox' });
}
