import { z } from 'zod';
import { acknowledgeSignal, listSignals } from '@otto/domain';
import { defineRoute, type Route } from '../../http/route';
import { queryFlag, longWindowOf, longWindowQuery } from '../../http/schemas';
import { signalSchema } from '../contact-cards/row-schemas';

const listQuery = z.object({
  ...longWindowQuery().shape,
  contactCardId: z.uuid().optional(),
  leadId: z.uuid().optional(),
  type: z.enum(['risk', 'opportunity', 'coaching', 'operational']).optional(),
  severity: z.enum(['low', 'medium', 'high', 'critical']).optional(),
  acknowledged: queryFlag.optional(),
});

export function createKeySignalRoutes(): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/key-signals',
      roles: ['manager', 'csr', 'sales_rep'],
      resource: 'signals',
      docs: {
        summary: 'List key signals, newest first',
        description: 'A rep sees those of their own leads and appointments.',
        example: { query: { acknowledged: 'false', limit: 20 } },
      },
      query: listQuery,
      answer: longWindowOf('signals', signalSchema),
      handle: ({ tx, user, query }) => listSignals(tx, user, query),
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/key-signals/:signal_id/acknowledge',
      roles: ['manager', 'csr', 'sales_rep'],
      resource: 'signals',
      docs: { summary: 'Say that a signal has been seen', description: 'Who was first stays.' },
      params: z.object({ signalId: z.uuid() }),
      answer: signalSchema,
      handle: ({ tx, user, params }) => acknowledgeSignal(tx, user, params.signalId, new Date()),
    }),
  ];
}
