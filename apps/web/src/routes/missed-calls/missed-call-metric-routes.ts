import { z } from 'zod';
import { listMissedLeads, missedCallCounts } from '@otto/domain';
import { isReasonablePeriod, PERIOD_RULE, periodQuery } from '../../http/period';
import { defineRoute, type Route } from '../../http/route';
import { missedLeadSchema } from '../leads/missed-lead-routes';

const dates = periodQuery.refine(isReasonablePeriod, PERIOD_RULE);

const countsSchema = z.object({
  totalMissedCalls: z.int(),
  totalSavedCalls: z.int(),
  totalSavedByOtto: z.int(),
  bookedLeadsCount: z.int(),
  pendingLeadsCount: z.int(),
  deadLeadsCount: z.int(),
});

const ofCsrQuery = z
  .object({
    ...periodQuery.shape,
    csrId: z.string().min(1).max(100).optional(),
    limit: z.coerce.number().int().min(1).max(20).default(5),
  })
  .refine(isReasonablePeriod, PERIOD_RULE);

/** What became of missed calls, counted: for a csr of their own, for a manager of all. */
export function createMissedCallMetricRoutes(): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/metrics/csr/missed-calls/self',
      roles: ['csr'],
      resource: 'metrics',
      docs: { summary: "The caller's missed calls, and what became of their leads" },
      query: dates,
      answer: countsSchema,
      handle: ({ tx, user, query: { dateFrom: from, dateTo: to } }) =>
        missedCallCounts(tx, { from, to, ownerId: user.id }, new Date()),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/metrics/exec/missed-calls',
      roles: ['manager'],
      resource: 'metrics',
      docs: { summary: "The company's missed calls, and what became of their leads" },
      query: dates,
      answer: countsSchema,
      handle: ({ tx, query: { dateFrom: from, dateTo: to } }) =>
        missedCallCounts(tx, { from, to }, new Date()),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/metrics/csr/missed-call-recovery',
      roles: ['manager'],
      resource: 'metrics',
      docs: {
        summary: 'The missed calls of any csr, with the leads behind the numbers',
        description: 'Of all calls unless a csr is named.',
        example: { query: { limit: 5 } },
      },
      query: ofCsrQuery,
      answer: countsSchema.extend({
        bookedLeads: z.array(missedLeadSchema),
        pendingLeads: z.array(missedLeadSchema),
        deadLeads: z.array(missedLeadSchema),
      }),
      maxQueries: 8,
      handle: async ({ tx, query: { dateFrom: from, dateTo: to, csrId: ownerId, limit } }) => {
        const now = new Date();
        const leadsOf = async (status: 'booked' | 'pending' | 'dead') => {
          const asked = { from, to, ownerId, status, page: 1, pageSize: limit };
          return (await listMissedLeads(tx, asked, now)).items;
        };
        return {
          ...(await missedCallCounts(tx, { from, to, ownerId }, now)),
          bookedLeads: await leadsOf('booked'),
          pendingLeads: await leadsOf('pending'),
          deadLeads: await leadsOf('dead'),
        };
      },
    }),
  ];
}
