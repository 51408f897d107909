import { z } from 'zod';
import { instant, text } from '../../http/schemas';

export const companySchema = z.object({
  id: z.string(),
  name: z.string(),
  address: text,
  phone: text,
  industry: text,
  timezone: z.string(),
  subscriptionStatus: z.string(),
  requireRecordingConsent: z.boolean(),
  quietHoursStart: z.string(),
  quietHoursEnd: z.string(),
  createdAt: instant,
  updatedAt: instant,
});
