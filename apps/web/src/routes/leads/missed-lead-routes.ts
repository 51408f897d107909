import { z } from 'zod';
import { listMissedLeads } from '@otto/domain';
import { isReasonablePeriod, PERIOD_RULE, periodQuery } from '../../http/period';
import { defineRoute, type Route } from '../../http/route';
import { instant, pageOf, pageQuery, text } from '../../http/schemas';

const standing = z.enum(['booked', 'pending', 'dead']);

const missedQuery = z
  .object({ ...pageQuery.shape, ...periodQuery.shape, status: standing.optional() })
  .refine(isReasonablePeriod, PERIOD_RULE);

export const missedLeadSchema = z.object({
  leadId: z.uuid(),
  customerName: text,
  status: standing,
  source: z.enum(['missed_call', 'missed_text']),
  lastContactedAt: instant.nullable(),
  nextAction: text,
  nextActionDueAt: instant.nullable(),
  attemptCount: z.int(),
});

/** Leads that called and were missed, or texted and were not answered. */
export function createMissedLeadRoutes(): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/leads/missed/self',
      roles: ['csr', 'manager'],
      resource: 'leads',
      docs: {
        summary: 'Leads of the calls that the caller has missed, the latest first',
        description: 'With those of texts that nobody has answered: they are for everybody.',
        example: { query: { status: 'pending' } },
      },
      query: missedQuery,
      answer: pageOf(missedLeadSchema),
      handle: ({ tx, user, query: { dateFrom: from, dateTo: to, ...asked } }) =>
        listMissedLeads(tx, { ...asked, from, to, ownerId: user.id }, new Date()),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/leads/missed',
      roles: ['csr', 'manager'],
      resource: 'leads',
      docs: {
        summary: 'Leads whose call was missed or whose text nobody has answered, the latest first',
        example: { query: { status: 'pending' } },
      },
      query: missedQuery,
      answer: pageOf(missedLeadSchema),
      handle: ({ tx, query: { dateFrom: from, dateTo: to, ...asked } }) =>
        listMissedLeads(tx, { ...asked, from, to }, new Date()),
    }),
  ];
}
