import { z } from 'zod';
import { assignPoolLead, listLeadPool, requestPoolLead, type Publish } from '@otto/domain';
import { defineRoute, type Route } from '../../http/route';
import { longWindowOf, longWindowQuery } from '../../http/schemas';
import { leadSchema } from '../contact-cards/row-schemas';
import { leadParams, listedLeadSchema } from '../leads/lead-schemas';

const poolQuery = longWindowQuery({ usual: 50 }).extend({
  poolStatus: z.enum(['in_pool', 'assigned', 'closed', 'archived']).default('in_pool'),
});

export function createLeadPoolRoutes({ publish }: { readonly publish: Publish }): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/lead-pool',
      roles: ['manager', 'csr', 'sales_rep'],
      resource: 'leads',
      docs: {
        summary: 'Leads by their place in the pool, newest first',
        description: 'Those that can be had unless another pool_status is asked for.',
      },
      query: poolQuery,
      answer: longWindowOf('leads', listedLeadSchema),
      handle: ({ tx, user, query }) => listLeadPool(tx, user, query),
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/lead-pool/:lead_id/request',
      roles: ['sales_rep'],
      resource: 'leads',
      docs: { summary: 'Ask for a lead of the pool; asking again changes nothing' },
      params: leadParams,
      answer: leadSchema,
      errors: [409],
      handle: ({ tx, user, params }) =>
        requestPoolLead(tx, user, params.leadId, { now: new Date(), publish }),
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/lead-pool/:lead_id/assign',
      roles: ['manager'],
      resource: 'leads',
      docs: {
        summary: 'Give a lead of the pool to a rep',
        description: 'The first of two managers wins; the other is told 409.',
        example: { body: { repId: 'user_2abc', notes: 'Knows the area' } },
      },
      params: leadParams,
      body: z.object({
        repId: z.string().min(1).max(100),
        notes: z.string().trim().min(1).max(2_000).optional(),
      }),
      answer: leadSchema,
      errors: [409],
      handle: ({ tx, user, params, body }) =>
        assignPoolLead(tx, user, { leadId: params.leadId, ...body }, { now: new Date(), publish }),
    }),
  ];
}
