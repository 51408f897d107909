import { seedCompany } from '@otto/testkit';
import { insertCall } from '../testing/insert-call';
import { clerkCast, createClerkStage, type ClerkStage } from '../testing/clerk-stage';
import { specJob } from '../testing/spec-job';

const LATER = 'ignored: later news is known already';
const GONE = 'ignored: the person or the company is deleted';

const KINDS = ['organization', 'user', 'membership'] as const;
/** With the invitation before and after. */
const ORDERS = permutations(KINDS).flatMap((order) => [
  ['invitation' as const, ...order],
  [...order, 'invitation' as const],
]);

describe('an event of Clerk', () => {
  let stage: ClerkStage;

  beforeAll(async () => {
    stage = await createClerkStage();
  });
  afterAll(() => stage.stop());

  async function join(cast: ReturnType<typeof clerkCast>) {
    await stage.say(cast.organization('created', 1));
    await stage.say(cast.user('created', 1));
    expect(await stage.say(cast.membership('created', 2))).toBe('processed');
  }

  it.each(ORDERS)(
    'makes the same person and company when they come as %s, %s, %s, %s',
    async (...order) => {
      const cast = clerkCast();
      const events = {
        organization: cast.organization('created', 1),
        user: cast.user('created', 2),
        membership: cast.membership('created', 4, { role: 'org:member' }),
        invitation: cast.invitation('accepted', 3, { ottoRole: 'sales_rep' }),
      };
      const waiting = [];
      for (const name of order) {
        if ((await stage.say(events[name], 'first')) === 'waits') waiting.push(events[name]);
      }
      for (const event of waiting) expect(await stage.say(event)).toBe('processed');
      expect(await stage.person(cast.userId)).toMatchObject({
        companyId: cast.orgId,
        role: 'sales_rep',
        name: 'Ann Lee',
        email: cast.email,
        active: true,
      });
      expect(await stage.company(cast.orgId)).toMatchObject({ name: `Roofing ${cast.orgId}` });
      expect(await stage.invitations(cast.orgId)).toMatchObject([
        { status: 'accepted', clerkInvitationId: `orginv_${cast.userId}` },
      ]);
    },
  );

  it('makes one person when all come at once, each to two workers', async () => {
    const cast = clerkCast();
    const events = [
      cast.membership('created', 2),
      cast.user('created', 1),
      cast.organization('created', 1),
    ];
    const ids = await Promise.all(events.map((event) => stage.deliver(event)));
    const jobs = [...ids, ...ids].map((deliveryId) => ({ deliveryId, job: specJob(null) }));
    await Promise.all(jobs.map(({ deliveryId, job }) => stage.apply({ deliveryId }, job)));
    expect(jobs.reduce((sum, { job }) => sum + job.completions, 0)).toBe(3);
    expect(await stage.person(cast.userId)).toMatchObject({ role: 'csr', name: 'Ann Lee' });
  });

  it('tells enough by a membership alone, and is corrected by what comes later', async () => {
    const cast = clerkCast();
    expect(await stage.say(cast.membership('created', 3))).toBe('processed');
    expect(await stage.person(cast.userId)).toMatchObject({ name: cast.email, role: 'csr' });
    expect(await stage.say(cast.user('created', 1, { phone_numbers: [] }))).toBe('processed');
    expect(await stage.person(cast.userId)).toMatchObject({ name: 'Ann Lee', phone: null });
  });

  it('changes nothing that newer news has changed', async () => {
    const cast = clerkCast();
    await join(cast);
    await stage.say(cast.user('updated', 9, { first_name: 'Anna' }));
    expect(await stage.say(cast.user('updated', 8, { first_name: 'Old' }))).toBe(LATER);
    await stage.say(cast.membership('updated', 9, { role: 'org:admin' }));
    expect(await stage.say(cast.membership('updated', 8, { role: 'org:csr' }))).toBe(LATER);
    await stage.say(cast.organization('updated', 9, { name: `New ${cast.orgId}` }));
    expect(await stage.say(cast.organization('created', 1))).toBe(LATER);
    expect(await stage.person(cast.userId)).toMatchObject({ name: 'Anna Lee', role: 'manager' });
    expect(await stage.company(cast.orgId)).toMatchObject({ name: `New ${cast.orgId}` });
  });

  it('leaves a role that was changed in Otto when it comes again', async () => {
    const cast = clerkCast();
    await join(cast);
    await stage.database.asSystem(({ db }) =>
      db.user.update({ where: { id: cast.userId }, data: { role: 'sales_rep' } }),
    );
    expect(await stage.say(cast.membership('created', 2))).toBe('processed');
    expect(await stage.say(cast.membership('updated', 3))).toBe('processed');
    expect(await stage.person(cast.userId)).toMatchObject({ role: 'sales_rep' });
  });

  it('ends the access of a deleted user for good, and leaves the calls', async () => {
    const cast = clerkCast();
    await join(cast);
    const seeded = { ...(await seedCompany(stage.database)), id: cast.orgId };
    const call = await insertCall(stage.database, seeded, { ownerId: cast.userId });
    await stage.database.withTenant(cast.orgId, async ({ db }) => {
      await db.lead.update({
        where: { id: call.leadId },
        data: { assignedRepId: cast.userId, poolStatus: 'assigned' },
      });
      await db.task.createMany({
        data: ['open', 'completed'].map((status) => ({
          companyId: cast.orgId,
          description: status,
          assignedTo: 'csr',
          source: 'otto',
          assigneeId: cast.userId,
          status,
        })),
      });
    });
    expect(await stage.say(cast.userDeleted(5))).toBe('processed');
    expect(await stage.say(cast.user('updated', 6))).toBe(LATER);
    expect(await stage.say(cast.membership('created', 7))).toBe(GONE);
    expect(await stage.person(cast.userId)).toMatchObject({ active: false });
    const left = await stage.database.withTenant(cast.orgId, async ({ db }) => ({
      owner: (await db.call.findUniqueOrThrow({ where: { id: call.id } })).ownerId,
      lead: await db.lead.findUniqueOrThrow({ where: { id: call.leadId } }),
      tasks: await db.task.findMany({ orderBy: { status: 'asc' } }),
      audit: await db.auditLog.findMany({ orderBy: { createdAt: 'asc' } }),
    }));
    expect(left).toMatchObject({
      owner: cast.userId,
      lead: { assignedRepId: null, poolStatus: 'in_pool' },
      tasks: [{ assigneeId: cast.userId }, { assigneeId: null }],
      audit: [{ action: 'user_created' }, { action: 'user_deleted', resourceId: cast.userId }],
    });
  });

  it('lets somebody leave and join again, and no late word undoes that', async () => {
    const cast = clerkCast();
    await join(cast);
    expect(await stage.say(cast.membership('deleted', 5))).toBe('processed');
    expect(await stage.say(cast.membership('updated', 4))).toBe(LATER);
    expect(await stage.person(cast.userId)).toMatchObject({ active: false });
    await stage.say(cast.membership('created', 6, { role: 'org:admin' }));
    expect(await stage.say(cast.membership('deleted', 5))).toBe(LATER);
    expect(await stage.person(cast.userId)).toMatchObject({ active: true, role: 'manager' });
  });

  it('switches a deleted company off for good', async () => {
    const cast = clerkCast();
    await join(cast);
    expect(await stage.say(cast.organizationDeleted(5))).toBe('processed');
    expect(await stage.say(cast.organization('updated', 6))).toBe(LATER);
    expect(await stage.say(cast.membership('updated', 7))).toBe(GONE);
    expect(await stage.company(cast.orgId)).toMatchObject({ active: false });
  });

  it('does not move a person to another company', async () => {
    const [cast, other] = [clerkCast(), clerkCast()];
    await join(cast);
    await stage.say(other.organization('created', 1));
    const elsewhere = { organizationId: other.orgId, role: 'org:admin' };
    expect(await stage.say(cast.membership('created', 3, elsewhere))).toBe(
      'ignored: the person works for another company',
    );
    await stage.say(cast.membership('deleted', 4, elsewhere));
    expect(await stage.person(cast.userId)).toMatchObject({
      companyId: cast.orgId,
      role: 'csr',
      active: true,
    });
  });

  it('keeps a plain member out until an invitation tells the role', async () => {
    const cast = clerkCast();
    const plain = cast.membership('created', 2, { role: 'org:member' });
    expect(await stage.say(plain, 'first')).toBe('waits');
    expect(await stage.say(plain)).toBe('unroutable: the role of the member is not known');
    expect(await stage.person(cast.userId)).toBeNull();
    expect(await stage.say(cast.invitation('accepted', 1))).toBe('processed');
    expect(await stage.person(cast.userId)).toMatchObject({ role: 'csr', active: true });
  });

  it('finds the invitation that Otto sent, whose role and place count', async () => {
    const cast = clerkCast();
    await stage.say(cast.organization('created', 1));
    await stage.database.withTenant(cast.orgId, ({ db }) =>
      db.invitation.create({
        data: { companyId: cast.orgId, email: cast.email, role: 'sales_rep', territory: 'North' },
      }),
    );
    expect(await stage.say(cast.invitation('created', 2, { ottoRole: 'csr' }))).toBe('processed');
    await stage.say(cast.membership('created', 3, { role: 'org:admin' }));
    expect(await stage.say(cast.invitation('accepted', 3))).toBe('processed');
    expect(await stage.say(cast.invitation('revoked', 4))).toBe(LATER);
    expect(await stage.invitations(cast.orgId)).toMatchObject([
      { status: 'accepted', role: 'sales_rep', clerkInvitationId: `orginv_${cast.userId}` },
    ]);
    expect(await stage.person(cast.userId)).toMatchObject({
      role: 'sales_rep',
      territory: 'North',
    });
  });

  it('revokes an invitation, also when the news of its sending comes after', async () => {
    const cast = clerkCast();
    await stage.say(cast.organization('created', 1));
    expect(await stage.say(cast.invitation('revoked', 3))).toBe('processed');
    expect(await stage.say(cast.invitation('created', 2))).toBe(LATER);
    const again = { id: `orginv_again_${cast.userId}` };
    expect(await stage.say(cast.invitation('created', 5, again))).toBe('processed');
    expect(await stage.invitations(cast.orgId)).toMatchObject([
      { status: 'revoked' },
      { status: 'sent', clerkInvitationId: again.id },
    ]);
  });

  it('gives the address of somebody who has left to a new account, never that of another', async () => {
    const [cast, next] = [clerkCast(), clerkCast()];
    await join(cast);
    const address = {
      email_addresses: [{ id: 'idn_1', email_address: cast.email.toUpperCase() }],
    };
    await stage.say(next.user('created', 1, address));
    expect(await stage.say(next.membership('created', 2), 'first')).toBe('waits');
    expect(await stage.say(next.membership('created', 2))).toBe(
      'unroutable: who else has the address is not known',
    );
    await stage.say(cast.userDeleted(5));
    expect(await stage.say(next.user('updated', 6, address))).toBe('processed');
    expect(await stage.person(next.userId)).toMatchObject({ email: cast.email, active: true });
    expect(await stage.person(cast.userId)).toMatchObject({
      email: `${cast.userId}@left.invalid`,
    });
  });

  it('makes two companies of two organizations with the same name', async () => {
    const [cast, other] = [clerkCast(), clerkCast()];
    const name = `Same ${cast.orgId}`;
    await stage.say(cast.organization('created', 1, { name }));
    expect(await stage.say(other.organization('created', 1, { name }))).toBe('processed');
    expect(await stage.company(other.orgId)).toMatchObject({ name: `${name} (${other.orgId})` });
  });

  it.each([
    ['has no fields', 'text', 'failed: the body has no fields'],
    [
      'lacks an id',
      { type: 'user.created', data: {} },
      expect.stringMatching(/^failed: missing or malformed: id/),
    ],
    [
      'is about something else',
      { type: 'session.created', data: {} },
      'ignored: the event is none of people or companies',
    ],
  ])('ends at once when it %s', async (_, body, outcome) => {
    expect(await stage.say(body, 'first')).toEqual(outcome);
  });

  it('leaves nothing behind when the job is somebody else’s meanwhile', async () => {
    const cast = clerkCast();
    const deliveryId = await stage.deliver(cast.organization('created', 1));
    const lost = new Error('lost');
    const job = specJob(null, { loseLease: lost });
    await expect(stage.apply({ deliveryId }, job)).rejects.toBe(lost);
    expect(await stage.company(cast.orgId)).toBeNull();
    expect(await stage.outcomeOf(deliveryId)).toBe('received');
  });
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}
