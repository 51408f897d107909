import { z } from 'zod';
import { normalisePhone } from '@otto/domain';

/** A phone number as people write it; E.164 inside. */
export const phoneField = z
  .string()
  .max(40)
  .transform((written, context) => {
    const phone = normalisePhone(written);
    if (phone !== null) return phone;
    context.addIssue({ code: 'custom', message: 'is not a phone number' });
    return z.NEVER;
  });
