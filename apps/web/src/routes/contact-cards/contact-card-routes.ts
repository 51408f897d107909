import { z } from 'zod';
import {
  getContactCard,
  getContactCardByPhone,
  normalisePhone,
  type Publish,
  type SignUrl,
} from '@otto/domain';
import type { Enqueuer } from '@otto/queues';
import { notFound } from '../../http/problem';
import { defineRoute, type Route } from '../../http/route';
import { contactCardSchema } from './contact-card-schema';
import { createSendSmsRoute } from './send-sms-route';

const phoneQuery = z.object({
  phoneNumber: z
    .string()
    .transform((value) => normalisePhone(plusRestored(value)))
    .refine((phone) => phone !== null, { message: 'is not a phone number' }),
});

export function createContactCardRoutes(parts: {
  readonly signUrl: SignUrl;
  readonly jobs: Enqueuer;
  readonly publish: Publish;
}): Route[] {
  const { signUrl } = parts;
  return [
    createSendSmsRoute(parts),
    defineRoute({
      method: 'get',
      path: '/api/v1/contact-cards/by-phone',
      roles: ['manager', 'csr', 'sales_rep'],
      resource: 'contacts',
      docs: {
        summary: 'The contact card with this phone number',
        example: { query: { phoneNumber: '+16025550123' } },
      },
      query: phoneQuery,
      maxQueries: 12,
      errors: [404],
      answer: contactCardSchema,
      handle: async ({ tx, user, query }) => {
        const phone = query.phoneNumber;
        const card = await getContactCardByPhone(tx, user, phone, { signUrl, now: new Date() });
        if (!card) throw notFound();
        return card;
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/contact-cards/:contact_id',
      roles: ['manager', 'csr', 'sales_rep'],
      resource: 'contacts',
      docs: { summary: 'Everything that is known of a customer' },
      params: z.object({ contactId: z.uuid() }),
      answer: contactCardSchema,
      handle: async ({ tx, user, params }) => {
        const card = await getContactCard(tx, user, params.contactId, { signUrl, now: new Date() });
        if (!card) throw notFound();
        return card;
      },
    }),
  ];
}

/** A `+` that a client forgot to encode arrives as a space. */
function plusRestored(value: string): string {
  return value.replace(/^ (?=\d)/, '+');
}
