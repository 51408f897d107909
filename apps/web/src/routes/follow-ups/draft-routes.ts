import type { Database } from '@otto/db';
import { listDrafts, type DraftWriter, type Publish } from '@otto/domain';
import type { Enqueuer } from '@otto/queues';
import { defineRoute, type Route } from '../../http/route';
import { pageOf } from '../../http/schemas';
import { createDraftDecisionRoutes } from './draft-decision-routes';
import { draftSchema, listDraftsQuery } from './draft-schemas';
import { createNewDraftRoute } from './new-draft-route';

export interface DraftParts {
  readonly jobs: Enqueuer;
  readonly publish: Publish;
  readonly database: Pick<Database, 'withTenant'>;
  /** Shunya, where it writes the drafts. */
  readonly draftWriter: DraftWriter | null;
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
    createNewDraftRoute(parts),
    ...createDraftDecisionRoutes(parts),
  ];
}
