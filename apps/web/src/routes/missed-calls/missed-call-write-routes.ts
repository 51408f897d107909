import { z } from 'zod';
import {
  escalateRecovery,
  getRecovery,
  processRecovery,
  queueCall,
  type Publish,
} from '@otto/domain';
import type { Enqueuer } from '@otto/queues';
import { reply } from '../../http/reply';
import { defineRoute, type Route } from '../../http/route';
import { entryDetailSchema, entrySchema, queueParams } from './missed-call-schemas';

/** What people do with the queue. */
export function createMissedCallWriteRoutes({
  jobs,
  publish,
}: {
  readonly jobs: Enqueuer;
  readonly publish: Publish;
}): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/v1/missed-calls/queue/:call_id',
      roles: ['manager', 'csr'],
      resource: 'missed_calls',
      docs: {
        summary: 'Have Otto win back the caller of a call',
        description: 'Once a call: what is queued, or joins a caller who is, is answered with 200.',
      },
      params: z.object({ callId: z.uuid() }),
      answer: entrySchema,
      status: 201,
      otherStatuses: [200],
      handle: async ({ tx, user, params }) => {
        const scene = { jobs, publish, now: new Date() };
        const { entryId, isNew } = await queueCall(tx, user, { ...params, ...scene });
        const { entry } = await getRecovery(tx, entryId);
        return reply(entry, { status: isNew ? 201 : 200 });
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/missed-calls/queue/entries/:queue_id/process',
      roles: ['manager', 'csr'],
      resource: 'missed_calls',
      docs: {
        summary: 'Send the next text to a missed caller now',
        description:
          'Business hours are not heeded, quiet hours unless told otherwise; never after an opt-out.',
        example: { body: { overrideQuietHours: true } },
      },
      params: queueParams,
      body: z.object({ overrideQuietHours: z.boolean().default(false) }),
      // The rules of texting look at much.
      maxQueries: 20,
      answer: entryDetailSchema,
      handle: async ({ tx, user, params, body }) => {
        const { queueId: entryId } = params;
        const { overrideQuietHours: overridesQuietHours } = body;
        const order = { entryId, overridesQuietHours, jobs, now: new Date() };
        await processRecovery(tx, user, order);
        return getRecovery(tx, entryId);
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/missed-calls/queue/entries/:queue_id/escalate',
      roles: ['manager', 'csr'],
      resource: 'missed_calls',
      docs: {
        summary: 'Hand a missed caller over to a person',
        description: 'Otto sends no more texts, and somebody gets the task to call back.',
        example: { body: { reason: 'An old customer of ours, I will call' } },
      },
      params: queueParams,
      maxQueries: 16,
      body: z.object({ reason: z.string().trim().min(1).max(500).nullable().default(null) }),
      answer: entryDetailSchema,
      handle: async ({ tx, user, params, body }) => {
        const { queueId: entryId } = params;
        await escalateRecovery(tx, user, { entryId, ...body, publish, now: new Date() });
        return getRecovery(tx, entryId);
      },
    }),
  ];
}
