import { z } from 'zod';
import { LEAD_STATUSES } from '@otto/domain';
import { isReasonablePeriod, PERIOD_RULE, periodQuery } from '../../http/period';
import { text, longWindowQuery } from '../../http/schemas';
import {
  appointmentSchema,
  contactSchema,
  leadSchema,
  statusChangeSchema,
} from '../contact-cards/row-schemas';
import { momentField } from '../moment-field';
import { phoneField } from '../phone-field';

const source = z.enum(['unknown', 'inbound_call', 'inbound_web', 'referral', 'partner', 'other']);
const status = z.enum(LEAD_STATUSES);
const words = z.string().trim().min(1).max(200).nullable();

/** One status, or several with commas between them. */
const statuses = z
  .string()
  .max(300)
  .transform((list) => list.split(','))
  .pipe(z.array(status));

export const leadParams = z.object({ leadId: z.uuid() });

export const listLeadsQuery = z
  .object({
    ...longWindowQuery().shape,
    ...periodQuery.shape,
    status: statuses.optional(),
    repId: z.string().min(1).max(100).optional(),
    source: source.optional(),
    search: z.string().trim().min(1).max(100).optional(),
  })
  .refine(isReasonablePeriod, PERIOD_RULE);

const fields = {
  source: source.optional(),
  campaign: words.optional(),
  pipelineStage: words.optional(),
  priority: z.enum(['high', 'medium', 'low']).nullable().optional(),
  score: z.int().min(0).max(1_000).nullable().optional(),
  tags: z.array(z.string().trim().min(1).max(50)).max(50).nullable().optional(),
  lastContactedAt: momentField.nullable().optional(),
};

export const newLeadBody = z
  .object({
    contactCardId: z.uuid().optional(),
    primaryPhone: phoneField.optional(),
    status: status.default('new'),
    ...fields,
  })
  .refine((lead) => (lead.contactCardId === undefined) !== (lead.primaryPhone === undefined), {
    path: ['contactCardId'],
    message: 'either this or primary_phone is needed, and not both',
  });

export const leadPatchBody = z.object({ status: status.optional(), ...fields });

export const listedLeadSchema = leadSchema.extend({ customerName: text, phone: z.string() });

export const leadDetailSchema = z.object({
  lead: leadSchema,
  contact: contactSchema,
  appointments: z.array(appointmentSchema),
  statusHistory: z.array(statusChangeSchema),
});
