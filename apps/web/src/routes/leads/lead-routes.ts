import { changeLead, createLead, getLead, listLeads, type Publish } from '@otto/domain';
import { defineRoute, type Route } from '../../http/route';
import { longWindowOf } from '../../http/schemas';
import { leadSchema } from '../contact-cards/row-schemas';
import {
  leadDetailSchema,
  leadParams,
  leadPatchBody,
  listedLeadSchema,
  listLeadsQuery,
  newLeadBody,
} from './lead-schemas';

export function createLeadRoutes({ publish }: { readonly publish: Publish }): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/leads',
      roles: ['manager', 'csr', 'sales_rep'],
      resource: 'leads',
      docs: {
        summary: 'List leads, newest first',
        description:
          'Those made in the last 30 days unless dates are given. A rep sees their own and the pool.',
        example: { query: { status: 'new,warm', limit: 20 } },
      },
      query: listLeadsQuery,
      answer: longWindowOf('leads', listedLeadSchema),
      handle: ({ tx, user, query: { dateFrom: from, dateTo: to, status, ...filter } }) =>
        listLeads(tx, user, { ...filter, statuses: status, from, to }, new Date()),
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/leads',
      roles: ['manager', 'csr'],
      resource: 'leads',
      docs: {
        summary: 'Create a lead',
        description: 'For a contact, or for a phone number, which makes one where it is new.',
        example: {
          body: {
            contactCardId: '5f0c1c9e-3c3b-4d55-9c55-6d4f0b1d2a10',
            status: 'dormant',
            source: 'referral',
          },
        },
      },
      body: newLeadBody,
      answer: leadSchema,
      status: 201,
      errors: [404, 409],
      handle: ({ tx, user, body }) => createLead(tx, user, body, { now: new Date(), publish }),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/leads/:lead_id',
      roles: ['manager', 'csr', 'sales_rep'],
      resource: 'leads',
      docs: { summary: 'One lead with its contact, appointments and history of statuses' },
      params: leadParams,
      answer: leadDetailSchema,
      handle: ({ tx, user, params }) => getLead(tx, user, params.leadId),
    }),
    defineRoute({
      method: 'patch',
      path: '/api/v1/leads/:lead_id',
      roles: ['manager', 'csr'],
      resource: 'leads',
      docs: {
        summary: 'Change a lead',
        description: 'A new status leaves a line in its history.',
        example: { body: { status: 'nurturing', priority: 'medium', tags: ['storm'] } },
      },
      params: leadParams,
      body: leadPatchBody,
      answer: leadSchema,
      errors: [404, 409],
      handle: ({ tx, user, params, body }) =>
        changeLead(tx, user, { ...body, id: params.leadId }, { now: new Date(), publish }),
    }),
  ];
}
