import { draftFollowUp, listDrafts, type Publish } from '@otto/domain';
import type { Enqueuer } from '@otto/queues';
import { defineRoute, type Route } from '../../http/route';
import { pageOf } from '../../http/schemas';
import { createDraftDecisionRoutes } from './draft-decision-routes';
import { draftSchema, listDraftsQuery, newDraftBody } from './draft-schemas';

export interface DraftParts {
  readonly jobs: Enqueuer;
  readonly publish: Publish;
}

export function createDraftRoutes(parts: DraftParts): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/followups/drafts',
      roles: ['sales_rep', 'manager'],
      resource: 'drafts',
      docs: {
        summary: 'Drafts of follow-ups, the newest first',
        description: 'A rep sees those that were written for them.',
        example: { query: { status: 'pending' } },
      },
      query: listDraftsQuery,
      answer: pageOf(draftSchema),
      envelope: 'page',
      handle: ({ tx, user, query }) => listDrafts(tx, user, query),
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/followups/draft',
      roles: ['sales_rep', 'manager'],
      resource: 'drafts',
      docs: {
        summary: 'Draft a follow-up of a call or visit',
        description:
          "In the company's own wording: 409 where it has none. A rep drafts for their own calls and visits.",
        example: {
          body: { callId: '5f0c1c9e-3c3b-4d55-9c55-6d4f0b1d2a10', draftType: 'sms' },
        },
      },
      body: newDraftBody,
      answer: draftSchema,
      status: 201,
      errors: [404],
      handle: ({ tx, user, body: { callId, appointmentId, draftType, maxLength } }) => {
        const about = callId === undefined ? { appointmentId: appointmentId ?? '' } : { callId };
        const scene = { ...parts, now: new Date() };
        return draftFollowUp(tx, user, { about, draftType, maxLength }, scene);
      },
    }),
    ...createDraftDecisionRoutes(parts),
  ];
}
