import { z } from 'zod';
import { textContact, type Publish, type SignUrl } from '@otto/domain';
import type { Enqueuer } from '@otto/queues';
import { defineRoute, type Route } from '../../http/route';
import { textBody, textSchema } from '../message-threads/text-schema';

export function createSendSmsRoute({
  jobs,
  publish,
  signUrl,
}: {
  readonly jobs: Enqueuer;
  readonly publish: Publish;
  readonly signUrl: SignUrl;
}): Route {
  return defineRoute({
    method: 'post',
    path: '/api/v1/contact-cards/:contact_id/send-sms',
    roles: ['manager', 'csr', 'sales_rep'],
    resource: 'messages',
    docs: {
      summary: 'Text a contact',
      description:
        'Answered when it is stored and about to be sent; its status follows in the thread. 409 with the reason, and until when, where the rules of texting forbid it; quiet hours may be overridden, an opt-out never. Otto stops texting a missed caller by itself.',
      example: { body: { body: 'Is tomorrow at ten fine?', overrideQuietHours: true } },
    },
    params: z.object({ contactId: z.uuid() }),
    body: z.object({ body: textBody, overrideQuietHours: z.boolean().default(false) }),
    answer: textSchema,
    status: 201,
    maxQueries: 16,
    handle: ({ tx, user, params, body: { body, overrideQuietHours } }) =>
      textContact(
        tx,
        user,
        { contactCardId: params.contactId, body, overridesQuietHours: overrideQuietHours },
        { jobs, publish, signUrl, now: new Date() },
      ),
  });
}
