import { z } from 'zod';

const EARLIEST = '1970';
const LATEST = '2200';

const isNearby = (written: string): boolean => written >= EARLIEST && written < LATEST;
const FAR = { message: 'is too far away' };

/** A moment in ISO 8601 with its offset, of a time in which people make appointments. */
export const momentField = z.iso
  .datetime({ offset: true })
  .refine(isNearby, FAR)
  .transform((written) => new Date(written));

/** A day, `YYYY-MM-DD`. */
export const dayField = z.iso.date().refine(isNearby, FAR);
