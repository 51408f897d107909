import { z } from 'zod';
import { listCallsByObjection, listUnbookedCalls, type SignUrl } from '@otto/domain';
import { isReasonablePeriod, PERIOD_RULE, periodQuery } from '../../http/period';
import { defineRoute, type Route } from '../../http/route';
import { instant, number, longPageOf, longPageQuery, text } from '../../http/schemas';

const fields = { ...longPageQuery.shape, ...periodQuery.shape };
const unbookedQuery = z.object(fields).refine(isReasonablePeriod, PERIOD_RULE);
const objectionQuery = z
  .object({ ...fields, objection: z.string().trim().min(1).max(100) })
  .refine(isReasonablePeriod, PERIOD_RULE);

const unbookedSchema = z.object({
  callId: z.uuid(),
  customerName: text,
  phone: z.string(),
  bookingStatus: text,
  qualified: z.boolean().nullable(),
  status: z.literal('pending'),
  lastContactedAt: instant,
});

const objectionSchema = z.object({
  callId: z.uuid(),
  customerName: text,
  startedAt: instant,
  durationSeconds: number,
  bookingStatus: text,
  audioUrl: text,
});

/** The lists of a csr about their own calls. */
export function createOwnCallRoutes({ signUrl }: { readonly signUrl: SignUrl }): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/calls/unbooked/self',
      roles: ['csr'],
      resource: 'calls',
      docs: { summary: "The caller's calls that did not end in a booking, latest first" },
      query: unbookedQuery,
      answer: longPageOf(unbookedSchema),
      handle: ({ tx, user, query: { dateFrom: from, dateTo: to, ...page } }) =>
        listUnbookedCalls(tx, user, { ...page, from, to }, new Date()),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/calls/by-objection/self',
      roles: ['csr'],
      resource: 'calls',
      docs: {
        summary: "The caller's calls in which an objection was raised, latest first",
        description: 'By the key of the objection or its label.',
        example: { query: { objection: 'price' } },
      },
      query: objectionQuery,
      answer: longPageOf(objectionSchema),
      handle: ({ tx, user, query: { dateFrom: from, dateTo: to, ...asked } }) =>
        listCallsByObjection(tx, user, { ...asked, from, to }, { signUrl, now: new Date() }),
    }),
  ];
}
