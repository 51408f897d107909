import { z } from 'zod';
import { requestAnalysis } from '@otto/domain';
import type { Enqueuer } from '@otto/queues';
import { defineRoute, type Route } from '../../http/route';

export function createAnalyzeRoute({ jobs }: { readonly jobs: Enqueuer }): Route {
  return defineRoute({
    method: 'post',
    path: '/api/v1/calls/:call_id/analyze',
    roles: ['manager', 'sales_rep'],
    resource: 'calls',
    docs: {
      summary: 'Have a call analysed',
      description:
        'Answers the job that does it, or that has done it; with force the analysis is made again.',
      example: { body: { force: true } },
    },
    params: z.object({ callId: z.uuid() }),
    body: z.object({ force: z.boolean().default(false) }),
    answer: z.object({ jobId: z.uuid(), status: z.string() }),
    status: 202,
    errors: [409],
    rate: 'ai',
    handle: ({ tx, user, params, body }) =>
      requestAnalysis(tx, user, { callId: params.callId, ...body }, { jobs, now: new Date() }),
  });
}
