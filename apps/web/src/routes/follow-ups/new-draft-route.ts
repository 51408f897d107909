import { createDraftFollowUp } from '@otto/domain';
import { defineRoute } from '../../http/route';
import type { DraftParts } from './draft-routes';
import { draftSchema, newDraftBody } from './draft-schemas';

/** Has a draft written, by Shunya or in the company's own words. */
export function createNewDraftRoute({ draftWriter: writer, ...parts }: DraftParts) {
  const clock = { now: () => new Date() };
  const draftFollowUp = createDraftFollowUp({ ...parts, writer, clock });
  return defineRoute({
    method: 'post',
    path: '/api/v1/followups/draft',
    roles: ['sales_rep', 'manager'],
    resource: 'drafts',
    docs: {
      summary: 'Draft a follow-up of a call or visit',
      description: [
        'Where ENABLE_UWC_FOLLOWUPS is set Shunya writes it (`generated_by` is generic_ai), in the `tone`',
        "that is wished for; elsewhere it is the company's own wording (template).",
        'No other text takes the place of these: 409 where there is none or it is too long (details: `max_length`),',
        '502 or 503 when Shunya fails. A text has at most 160 characters, all else 2000.',
        'A rep drafts for their own calls and visits.',
      ].join(' '),
      example: { body: { callId: '5f0c1c9e-3c3b-4d55-9c55-6d4f0b1d2a10', draftType: 'sms' } },
    },
    body: newDraftBody,
    answer: draftSchema,
    status: 201,
    errors: [404, 502],
    rate: 'ai',
    work: ({ user, writeId, body: { callId, appointmentId, ...wish } }) =>
      draftFollowUp({
        ...wish,
        companyId: user.companyId,
        viewer: user,
        draftId: writeId,
        about: callId === undefined ? { appointmentId: appointmentId ?? '' } : { callId },
      }),
  });
}
