import {
  countRecoveriesByStatus,
  getRecovery,
  listRecoveries,
  readProcessor,
  recoveryMetrics,
  type Publish,
} from '@otto/domain';
import type { Enqueuer } from '@otto/queues';
import { defineRoute, type Route } from '../../http/route';
import { pageOf } from '../../http/schemas';
import { createMissedCallWriteRoutes } from './missed-call-write-routes';
import {
  entryDetailSchema,
  entrySchema,
  processorSchema,
  queueMetricsSchema,
  queueParams,
  queuePeriodQuery,
  queueQuery,
  queueStatusSchema,
} from './missed-call-schemas';

export function createMissedCallRoutes(parts: {
  readonly jobs: Enqueuer;
  readonly publish: Publish;
}): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/missed-calls/queue/metrics',
      roles: ['manager', 'csr'],
      resource: 'missed_calls',
      docs: {
        summary: 'How well missed callers are won back',
        description: 'Of the last 30 days unless dates are given. What has no base is null.',
        example: { query: { startDate: '2026-11-01' } },
      },
      query: queuePeriodQuery,
      answer: queueMetricsSchema,
      handle: ({ tx, query: { startDate: from, endDate: to } }) =>
        recoveryMetrics(tx, { from, to }, new Date()),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/missed-calls/queue/status',
      roles: ['manager', 'csr'],
      resource: 'missed_calls',
      docs: { summary: 'How many missed callers are in which status' },
      answer: queueStatusSchema,
      handle: async ({ tx }) => {
        const { ai_rescued_pending: aiRescuedPending, ...counts } =
          await countRecoveriesByStatus(tx);
        return { ...counts, aiRescuedPending };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/missed-calls/queue/entries',
      roles: ['manager', 'csr'],
      resource: 'missed_calls',
      docs: {
        summary: 'The missed callers of the company, the latest first',
        example: { query: { status: 'escalated', priority: 'high' } },
      },
      query: queueQuery,
      answer: pageOf(entrySchema),
      envelope: 'page',
      handle: ({ tx, query }) => listRecoveries(tx, query),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/missed-calls/queue/entries/:queue_id',
      roles: ['manager', 'csr'],
      resource: 'missed_calls',
      docs: { summary: 'One missed caller with the texts that Otto has sent' },
      params: queueParams,
      answer: entryDetailSchema,
      handle: ({ tx, params }) => getRecovery(tx, params.queueId),
    }),
    ...createMissedCallWriteRoutes(parts),
    defineRoute({
      method: 'get',
      path: '/api/v1/missed-calls/processor/status',
      roles: ['manager'],
      resource: 'missed_calls',
      docs: {
        summary: 'What the winning back of the missed callers is at',
        description: 'Due are those whose next text should be on its way; stuck, for ten minutes.',
      },
      answer: processorSchema,
      handle: ({ tx }) => readProcessor(tx, new Date()),
    }),
  ];
}
