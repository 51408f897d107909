import { z } from 'zod';
import { getCall, getCallAnalysis, listCalls, type SignUrl } from '@otto/domain';
import type { Enqueuer } from '@otto/queues';
import { isReasonablePeriod, PERIOD_RULE, periodQuery } from '../../http/period';
import { notFound } from '../../http/problem';
import { defineRoute, type Route } from '../../http/route';
import { longPageOf, longPageQuery, queryFlag } from '../../http/schemas';
import { analysisSchema } from './analysis-schema';
import { createAnalyzeRoute } from './analyze-route';
import { callSchema, transcriptSchema } from './call-schema';
import { createOwnCallRoutes } from './own-call-routes';

const callParams = z.object({ callId: z.uuid() });

const listQuery = z
  .object({
    ...longPageQuery.shape,
    ...periodQuery.shape,
    status: z.enum(['incoming', 'answered', 'missed', 'completed', 'failed']).optional(),
    ownerId: z.string().min(1).max(100).optional(),
    repId: z.string().min(1).max(100).optional(),
    missed: queryFlag.optional(),
    bookingStatus: z
      .enum(['booked', 'not_booked', 'service_not_offered', 'not_analyzed'])
      .optional(),
    search: z.string().trim().min(1).max(100).optional(),
  })
  .refine(isReasonablePeriod, PERIOD_RULE);

export function createCallRoutes(parts: {
  readonly signUrl: SignUrl;
  readonly jobs: Enqueuer;
}): Route[] {
  const { signUrl } = parts;
  return [
    ...createOwnCallRoutes(parts),
    createAnalyzeRoute(parts),
    defineRoute({
      method: 'get',
      path: '/api/v1/calls',
      roles: ['manager', 'csr', 'sales_rep'],
      resource: 'calls',
      docs: {
        summary: 'List calls, newest first',
        description: 'Of the last 30 days unless dates are given. A csr and a rep see their own.',
        example: { query: { bookingStatus: 'not_booked', pageSize: 20 } },
      },
      query: listQuery,
      answer: longPageOf(callSchema),
      handle: ({ tx, user, query: { dateFrom: from, dateTo: to, ...filter } }) =>
        listCalls(tx, user, { ...filter, from, to }, { signUrl, now: new Date() }),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/calls/:call_id',
      roles: ['manager', 'csr', 'sales_rep'],
      resource: 'calls',
      docs: { summary: 'One call with its transcript and analysis' },
      params: callParams,
      answer: z.object({
        call: callSchema,
        transcript: transcriptSchema.nullable(),
        analysis: analysisSchema.nullable(),
      }),
      handle: async ({ tx, user, params }) => {
        const call = await getCall(tx, user, params.callId, { signUrl });
        if (!call) throw notFound();
        return call;
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/calls/:call_id/analysis',
      roles: ['manager', 'csr', 'sales_rep'],
      resource: 'calls',
      docs: {
        summary: 'The stored analysis of one call',
        description: 'Its status is not_analyzed while there is none.',
      },
      params: callParams,
      answer: analysisSchema,
      handle: async ({ tx, user, params }) => {
        const analysis = await getCallAnalysis(tx, user, params.callId);
        if (!analysis) throw notFound();
        return analysis;
      },
    }),
  ];
}
