import { z } from 'zod';
import { APPOINTMENT_STATUSES, OUTCOMES } from '@otto/domain';
import { text, longWindowQuery } from '../../http/schemas';
import { appointmentSchema, contactSchema, leadSchema } from '../contact-cards/row-schemas';
import { dayField, momentField } from '../moment-field';

const userId = z.string().min(1).max(100);
const words = (max: number) => z.string().trim().min(1).max(max).nullable().optional();

export const appointmentParams = z.object({ appointmentId: z.uuid() });

export const listAppointmentsQuery = longWindowQuery().extend({
  repId: userId.optional(),
  date: dayField.optional(),
  status: z.enum(APPOINTMENT_STATUSES).optional(),
  outcome: z.enum(OUTCOMES).optional(),
});

const fields = {
  scheduledEnd: momentField.nullable().optional(),
  assignedRepId: userId.nullable().optional(),
  location: words(500),
  serviceType: words(200),
  /** The hyphen is how it is stored. */
  appointmentType: z
    .enum(['in-person', 'in_person', 'virtual', 'phone'])
    .transform((type) => type.replace('_', '-'))
    .nullable()
    .optional(),
  notes: words(5_000),
  externalId: words(200),
};

export const newAppointmentBody = z.object({
  leadId: z.uuid(),
  scheduledStart: momentField,
  status: z.enum(['scheduled', 'confirmed']).default('scheduled'),
  ...fields,
});

/** Dollars, at most what 32 bits of cents hold. */
const dealSize = z.number().min(0).max(20_000_000);

export const appointmentPatchBody = z.object({
  scheduledStart: momentField.optional(),
  status: z.enum(APPOINTMENT_STATUSES).optional(),
  ...fields,
  outcome: z.enum(OUTCOMES).optional(),
  dealSize: dealSize.optional(),
});

export const assignAppointmentBody = z.object({
  repId: userId,
  allowDoubleBooking: z.boolean().default(false),
});

export const listedAppointmentSchema = appointmentSchema.extend({
  customerName: text,
  phone: z.string(),
});

export const appointmentDetailSchema = z.object({
  appointment: appointmentSchema,
  lead: leadSchema,
  contact: contactSchema,
});
