import { z } from 'zod';
import { instant, queryFlag, text, windowQuery } from '../../http/schemas';
import { momentField } from '../moment-field';

const assignedTo = z.enum(['csr', 'rep', 'manager', 'ai']);
const description = z.string().trim().min(1).max(2_000);
const priority = z.enum(['high', 'medium', 'low']).nullable();

/** Front ends also say `pending`, and mean `open`. */
const openStatus = <T extends string>(value: T) =>
  (value === 'pending' ? 'open' : value) as Exclude<T, 'pending'> | 'open';
const listedStatus = z
  .enum(['open', 'pending', 'completed', 'overdue', 'cancelled'])
  .transform(openStatus);

export const taskParams = z.object({ taskId: z.uuid() });

export const listTasksQuery = z.object({
  ...windowQuery().shape,
  assigneeId: z.string().min(1).max(100).optional(),
  leadId: z.uuid().optional(),
  contactCardId: z.uuid().optional(),
  status: listedStatus.optional(),
  overdue: queryFlag.optional(),
  dueBefore: momentField.optional(),
  dueAfter: momentField.optional(),
});

export const newTaskBody = z
  .object({
    description,
    assignedTo: assignedTo.optional(),
    contactCardId: z.uuid().optional(),
    leadId: z.uuid().optional(),
    appointmentId: z.uuid().optional(),
    callId: z.uuid().optional(),
    dueAt: momentField.nullable().optional(),
    priority: priority.optional(),
  })
  .refine((task) => task.contactCardId ?? task.leadId ?? task.appointmentId ?? task.callId, {
    path: ['contactCardId'],
    message: 'this, lead_id, appointment_id or call_id is needed',
  });

export const taskPatchBody = z.object({
  status: z.enum(['open', 'pending', 'completed', 'cancelled']).transform(openStatus).optional(),
  dueAt: momentField.nullable().optional(),
  assignedTo: assignedTo.optional(),
  description: description.optional(),
  priority: priority.optional(),
  notes: z.string().max(2_000).optional(),
});

export const repTaskSchema = z.object({
  taskId: z.uuid(),
  leadId: text,
  customerName: text,
  title: z.string(),
  type: text,
  dueDate: instant.nullable(),
  status: z.string(),
  lastContactTime: instant.nullable(),
  nextStep: text,
  overdue: z.boolean(),
});

export const repTasksStatus = listedStatus;
