import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebhookParseError } from '../errors';
import { parseClerkEvent } from './parse-event';

const sample = (name: string): Buffer => readFileSync(join(__dirname, `samples/${name}.json`));
const updatedAt = '2026-11-24T16:15:00.000Z';
const organization = { id: 'org_demo', name: 'Demo Roofing', slug: 'demo', created_by: 'user_ann' };

describe('an event of Clerk', () => {
  it('brings a user with the primary address', () => {
    expect(parseClerkEvent(sample('user-created'))).toEqual({
      type: 'user.created',
      updatedAt,
      user: {
        userId: 'user_ann',
        email: 'ann@demo.example',
        name: 'Ann Lee',
        phone: '+16025550177',
      },
    });
  });

  it('brings a user of whom little is known', () => {
    const data = { id: 'user_bo', email_addresses: 'none', first_name: 7 };
    expect(parseClerkEvent({ type: 'user.updated', data })).toEqual({
      type: 'user.updated',
      updatedAt: null,
      user: { userId: 'user_bo', email: null, name: null, phone: null },
    });
  });

  it('brings a membership', () => {
    expect(parseClerkEvent(sample('membership-created'))).toEqual({
      type: 'organizationMembership.created',
      updatedAt,
      membership: {
        membershipId: 'orgmem_1',
        userId: 'user_ann',
        companyId: 'org_demo',
        companyName: 'Demo Roofing',
        role: 'org:member',
        identifier: 'ann@demo.example',
        name: 'Ann',
      },
    });
  });

  it('brings an invitation with the role that the inviter chose', () => {
    expect(parseClerkEvent(sample('invitation-accepted'))).toEqual({
      type: 'organizationInvitation.accepted',
      updatedAt,
      invitation: {
        invitationId: 'orginv_1',
        companyId: 'org_demo',
        email: 'ann@demo.example',
        role: 'org:member',
        ottoRole: 'csr',
        status: 'accepted',
        userId: 'user_ann',
      },
    });
  });

  it.each(['organization.created', 'organization.updated'])('brings %s', (type) => {
    expect(parseClerkEvent({ type, data: organization })).toMatchObject({
      type,
      organization: {
        companyId: 'org_demo',
        name: 'Demo Roofing',
        slug: 'demo',
        createdBy: 'user_ann',
      },
    });
  });

  it('brings what was deleted, with the time of the event', () => {
    const event = { data: { id: 'x_1', deleted: true }, timestamp: Date.parse(updatedAt) };
    expect(parseClerkEvent({ ...event, type: 'user.deleted' })).toEqual({
      type: 'user.deleted',
      updatedAt,
      userId: 'x_1',
    });
    expect(parseClerkEvent({ ...event, type: 'organization.deleted' })).toMatchObject({
      companyId: 'x_1',
    });
  });

  it('is called other when Otto has no use for it', () => {
    expect(parseClerkEvent({ type: 'session.created', data: {} })).toEqual({
      type: 'other',
      name: 'session.created',
      updatedAt: null,
    });
  });

  it.each([
    {},
    { type: 'user.created' },
    { type: '', data: {} },
    { type: 'user.created', data: { id: '' } },
    { type: 'user.deleted', data: { id: null } },
    { type: 'organization.created', data: { id: 'org_1' } },
    { type: 'organizationMembership.deleted', data: { id: 'orgmem_1', role: 'org:member' } },
    { type: 'organizationInvitation.revoked', data: { id: 'orginv_1' } },
  ])('is not in %j', (body) => {
    expect(() => parseClerkEvent(body)).toThrow(WebhookParseError);
  });

  it.each(['', 'null', '[1]', '{"type":'])('is not in %j', (body) => {
    expect(() => parseClerkEvent(Buffer.from(body))).toThrow(WebhookParseError);
  });

  it('names the place of what is wrong and never what is there', () => {
    const body = { type: 'user.created', data: { id: 5, first_name: 'Ann' } };
    expect(() => parseClerkEvent(body)).toThrow('clerk webhook: missing or malformed: id');
  });
});
