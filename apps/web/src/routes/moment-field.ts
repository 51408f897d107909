import { z } from 'zod';
import { FAR, isNearby } from '../http/nearby';

/** A moment in ISO 8601 with its offset, of a time in which people make appointments. */
export const momentField = z.iso
  .datetime({ offset: true })
  .refine(isNearby, FAR)
  .transform((written) => new Date(written));

/** A day, `YYYY-MM-DD`. */
export const dayField = z.iso.date().refine(isNearby, FAR);
