import { z } from 'zod';
import { exponential } from '../backoff';
import { defineTask } from '../task';

/** Asks what is publicly known of a customer's house, for the address as it was when asked. */
export const refreshProperty = defineTask({
  name: 'property.refresh-snapshot',
  queue: 'analysis',
  payload: z.object({
    contactCardId: z.uuid(),
    addressHash: z.string().length(16),
    /** Nobody has asked for it: without a provider it is left. */
    isAutomatic: z.boolean().optional(),
  }),
  retry: { attempts: 4, backoff: exponential(10_000, { capMs: 300_000 }) },
  timeoutMs: 120_000,
  dedupeKey: ({ contactCardId, addressHash }) => `prop:${contactCardId}:${addressHash}`,
});
