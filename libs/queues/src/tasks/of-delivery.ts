import { z } from 'zod';
import { exponential } from '../backoff';

/** What tasks have in common that work on one accepted delivery of a provider. */
export const ofDelivery = {
  payload: z.object({ deliveryId: z.uuid() }),
  retry: { attempts: 8, backoff: exponential(2_000, { capMs: 300_000 }) },
  timeoutMs: 30_000,
  dedupeKey: ({ deliveryId }: { readonly deliveryId: string }) => deliveryId,
};
