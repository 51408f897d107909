import { z } from 'zod';
import { listConversations, textCaller, type Publish, type SignUrl } from '@otto/domain';
import type { Enqueuer } from '@otto/queues';
import { defineRoute, type Route } from '../../http/route';
import { instant, queryFlag, text, windowOf, windowQuery } from '../../http/schemas';
import { textBody, textSchema } from '../message-threads/text-schema';

const conversationSchema = z.object({
  contactCardId: z.uuid(),
  customerName: text,
  phone: z.string(),
  lastBody: z.string(),
  lastDirection: z.string(),
  lastStatus: z.string(),
  lastMessageAt: instant,
  unreadCount: z.int(),
  isOptedOut: z.boolean(),
});

export function createSmsRoutes({
  jobs,
  publish,
  signUrl,
}: {
  readonly jobs: Enqueuer;
  readonly publish: Publish;
  readonly signUrl: SignUrl;
}): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/sms/conversations',
      roles: ['manager', 'csr', 'sales_rep'],
      resource: 'messages',
      docs: {
        summary: 'Whom the company texts with, the latest first',
        description: 'A rep sees their own customers.',
        example: { query: { unread: 'true' } },
      },
      query: z.object({
        ...windowQuery({ most: 200, usual: 50 }).shape,
        unread: queryFlag.optional(),
      }),
      answer: windowOf('conversations', conversationSchema),
      handle: ({ tx, user, query }) => listConversations(tx, user, query),
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/sms/send',
      roles: ['manager', 'csr'],
      resource: 'messages',
      docs: {
        summary: 'Text whom a call was with',
        description: 'The older form of sending to a contact card; the same rules hold.',
        example: {
          body: {
            callId: '5f0c1c9e-3c3b-4d55-9c55-6d4f0b1d2a10',
            message: 'Is tomorrow at ten fine?',
            overrideQuietHours: true,
          },
        },
      },
      body: z.object({
        callId: z.uuid(),
        message: textBody,
        overrideQuietHours: z.boolean().default(false),
      }),
      answer: textSchema,
      status: 201,
      errors: [404],
      maxQueries: 16,
      handle: ({ tx, user, body: { callId, message, overrideQuietHours } }) => {
        const asked = { callId, body: message, overridesQuietHours: overrideQuietHours };
        return textCaller(tx, user, asked, { jobs, publish, signUrl, now: new Date() });
      },
    }),
  ];
}
