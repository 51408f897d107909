import { z } from 'zod';
import { readThread, type SignUrl } from '@otto/domain';
import { defineRoute, type Route } from '../../http/route';
import { windowOf, windowQuery } from '../../http/schemas';
import { textSchema } from './text-schema';

export function createMessageThreadRoutes({ signUrl }: { readonly signUrl: SignUrl }): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/message-threads/:contact_card_id',
      roles: ['manager', 'csr', 'sales_rep'],
      resource: 'messages',
      docs: {
        summary: 'The texts with a contact, the latest first',
        description:
          'Texts of the customer that are shown count as read from then on. A rep reads those with their own customers.',
        example: { query: { limit: 50 } },
      },
      params: z.object({ contactCardId: z.uuid() }),
      query: windowQuery(),
      answer: windowOf('messages', textSchema),
      handle: ({ tx, user, params, query }) =>
        readThread(tx, user, { ...params, ...query }, { signUrl, now: new Date() }),
    }),
  ];
}
