import { createHttpClient } from '../http/create-http-client';
import type { HttpClient } from '../http/http-client';
import { describeFailures } from '../testing/failure-contract';
import { json, startVendorServer, status, type VendorServer } from '../testing/vendor-server';
import { createClerkClient } from './client';
import { DuplicateInvitationError, type ClerkClient } from './clerk-client';

const clientFor = (url: string, http: HttpClient): ClerkClient =>
  createClerkClient({ baseUrl: `${url}/v1`, secretKey: 'sk_test', http });
const invitation = {
  companyId: 'org_demo',
  email: 'ann@demo.example',
  role: 'org:member',
  ottoRole: 'csr',
};
const membership = (id: string) => ({
  id,
  role: 'org:admin',
  organization: { id: 'org_demo', name: 'Demo Roofing' },
  public_user_data: { user_id: 'user_ann', identifier: 'ann@demo.example' },
});

describe('Clerk client', () => {
  let server: VendorServer;
  let clerk: ClerkClient;
  beforeEach(async () => {
    server = await startVendorServer();
    const retry = { retries: 1, firstDelayMs: 1, maxDelayMs: 10 };
    clerk = clientFor(server.url, createHttpClient({ vendor: 'clerk', timeoutMs: 2_000, retry }));
  });
  afterEach(() => server.close());

  it('invites someone with the role they will have in Otto', async () => {
    server.answerWith(json({ id: 'orginv_1', status: 'pending' }));
    const full = { ...invitation, inviterUserId: 'user_bo', redirectUrl: 'https://app.example' };
    expect(await clerk.createInvitation(full)).toEqual({
      invitationId: 'orginv_1',
      status: 'pending',
    });
    const [request] = server.requests;
    expect(request).toMatchObject({
      method: 'POST',
      path: '/v1/organizations/org_demo/invitations',
    });
    expect(request?.headers.authorization).toBe('Bearer sk_test');
    expect(JSON.parse(request?.body ?? '')).toEqual({
      email_address: 'ann@demo.example',
      role: 'org:member',
      inviter_user_id: 'user_bo',
      redirect_url: 'https://app.example',
      public_metadata: { otto_role: 'csr' },
    });
  });

  it.each([
    ['duplicate_record', 400, 'already_invited'],
    ['already_a_member_in_organization', 403, 'already_member'],
  ])('explains %s', async (code, statusCode, reason) => {
    const errors = [{ code, message: 'ann@demo.example is there', long_message: '' }];
    server.answerWith(json({ errors }, statusCode));
    const error: unknown = await clerk.createInvitation(invitation).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(DuplicateInvitationError);
    expect(error).toMatchObject({ reason });
    expect(JSON.stringify(error) + String(error)).not.toContain('ann@');
  });

  it('keeps the code of any other refusal, and not its words', async () => {
    const errors = [{ code: 'form_param_format_invalid', message: 'ann@demo.example' }];
    server.answerWith(json({ errors }, 422));
    await expect(clerk.createInvitation(invitation)).rejects.toMatchObject({
      code: 'form_param_format_invalid',
      message: 'clerk: answered 422, form_param_format_invalid',
    });
  });

  it('lists all memberships of a user, page by page', async () => {
    server.answerWith(
      json({ data: [membership('orgmem_1')], total_count: 2 }),
      json({ data: [membership('orgmem_2')], total_count: 2 }),
    );
    const found = await clerk.listMemberships('user_ann');
    expect(found.map(({ membershipId }) => membershipId)).toEqual(['orgmem_1', 'orgmem_2']);
    expect(found[0]).toMatchObject({ companyId: 'org_demo', role: 'org:admin', name: null });
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/v1/users/user_ann/organization_memberships?limit=100&offset=0',
      '/v1/users/user_ann/organization_memberships?limit=100&offset=1',
    ]);
  });

  it('ends a list at an empty page, whatever the total', async () => {
    server.answerWith(json({ data: [], total_count: 9 }));
    expect(await clerk.listMemberships('user_ann')).toEqual([]);
  });

  it('deletes a user, again after a 500, and does not mind one that is gone', async () => {
    server.answerWith(status(500), json({ id: 'user_ann', deleted: true }), status(404));
    expect(await clerk.deleteUser('user_ann')).toBe(true);
    expect(server.requests[1]).toMatchObject({ method: 'DELETE', path: '/v1/users/user_ann' });
    expect(await clerk.deleteUser('user_ann')).toBe(false);
  });
});

describe('inviting by Clerk', () => {
  describeFailures({
    vendor: 'clerk',
    isSend: true,
    call: (url, http) => clientFor(url, http).createInvitation(invitation),
  });
});

describe('asking Clerk for memberships', () => {
  describeFailures({
    vendor: 'clerk',
    isSend: false,
    takes404: true,
    call: (url, http) => clientFor(url, http).listMemberships('user_ann'),
  });
});

describe('deleting a user at Clerk', () => {
  describeFailures({
    vendor: 'clerk',
    isSend: true,
    takes404: true,
    takesAnyShape: true,
    call: (url, http) => clientFor(url, http).deleteUser('user_ann'),
  });
});
