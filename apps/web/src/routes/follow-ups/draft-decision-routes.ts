import { z } from 'zod';
import { approveDraft, rejectDraft, sendDraft } from '@otto/domain';
import { defineRoute, type Route } from '../../http/route';
import { momentField } from '../moment-field';
import type { DraftParts } from './draft-routes';
import { draftParams, draftSchema } from './draft-schemas';

const OWN = ['sales_rep', 'manager'] as const;

/** What people decide about a draft. */
export function createDraftDecisionRoutes(parts: DraftParts): Route[] {
  const sceneOf = () => ({ ...parts, now: new Date() });
  return [
    defineRoute({
      method: 'post',
      path: '/api/v1/followups/drafts/:draft_id/approve',
      roles: [...OWN],
      resource: 'drafts',
      docs: {
        summary: 'Approve a pending draft',
        description: 'With other words where they are given.',
        example: { body: { modifiedText: 'Hi Sam, shall we fix a date?' } },
      },
      params: draftParams,
      body: z.object({ modifiedText: z.string().trim().min(1).max(2_000).optional() }),
      answer: draftSchema,
      handle: ({ tx, user, params, body }) =>
        approveDraft(tx, user, { ...params, text: body.modifiedText }, sceneOf()),
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/followups/drafts/:draft_id/send',
      roles: [...OWN],
      resource: 'drafts',
      docs: {
        summary: 'Send an approved draft',
        description:
          'Now, at the time that is given, or when the quiet hours are over: scheduled_send_time says when.',
        example: { body: { overrideQuietHours: false } },
      },
      params: draftParams,
      body: z.object({
        sendAt: momentField.optional(),
        overrideQuietHours: z.boolean().default(false),
      }),
      answer: draftSchema,
      handle: ({ tx, user, params, body: { sendAt: at, overrideQuietHours } }) => {
        const asked = { ...params, at, overridesQuietHours: overrideQuietHours };
        return sendDraft(tx, user, asked, sceneOf());
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/followups/drafts/:draft_id/reject',
      roles: [...OWN],
      resource: 'drafts',
      docs: { summary: 'Reject a draft that has not been sent' },
      params: draftParams,
      answer: draftSchema,
      handle: ({ tx, user, params }) => rejectDraft(tx, user, params.draftId, sceneOf()),
    }),
  ];
}
