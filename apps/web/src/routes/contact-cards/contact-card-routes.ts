import { z } from 'zod';
import {
  getContactCard,
  getContactCardByPhone,
  normalisePhone,
  requestSnapshot,
  type SignUrl,
} from '@otto/domain';
import type { Enqueuer } from '@otto/queues';
import { notFound } from '../../http/problem';
import { defineRoute, type Route } from '../../http/route';
import { contactCardSchema } from './contact-card-schema';

const phoneQuery = z.object({
  phoneNumber: z
    .string()
    .transform((value) => normalisePhone(plusRestored(value)))
    .refine((phone) => phone !== null, { message: 'is not a phone number' }),
});

export function createContactCardRoutes({
  signUrl,
  jobs,
}: {
  readonly signUrl: SignUrl;
  readonly jobs: Enqueuer;
}): Route[] {
  return [
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
    defineRoute({
      method: 'post',
      path: '/api/v1/contact-cards/:contact_id/refresh-property',
      roles: ['manager', 'csr', 'sales_rep'],
      resource: 'contacts',
      docs: {
        summary: 'Look up the public facts of the customer’s house anew',
        description:
          'Answers the job that does it, one for the same address at a time. The facts are a model’s words and unverified; where no provider is configured the job fails and the card stays as it is.',
      },
      params: z.object({ contactId: z.uuid() }),
      answer: z.object({ jobId: z.uuid(), status: z.string() }),
      status: 202,
      errors: [409],
      rate: 'ai',
      handle: ({ tx, user, params }) => requestSnapshot(tx, user, params.contactId, { jobs }),
    }),
  ];
}

/** A `+` that a client forgot to encode arrives as a space. */
function plusRestored(value: string): string {
  return value.replace(/^ (?=\d)/, '+');
}
