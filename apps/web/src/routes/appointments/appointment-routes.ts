import {
  assignAppointment,
  changeAppointment,
  createAppointment,
  getAppointment,
  listAppointments,
  type Publish,
} from '@otto/domain';
import { defineRoute, type Route } from '../../http/route';
import { longWindowOf } from '../../http/schemas';
import { appointmentSchema } from '../contact-cards/row-schemas';
import {
  appointmentDetailSchema,
  appointmentParams,
  appointmentPatchBody,
  assignAppointmentBody,
  listAppointmentsQuery,
  listedAppointmentSchema,
  newAppointmentBody,
} from './appointment-schemas';

interface AppointmentParts {
  readonly publish: Publish;
}

export function createAppointmentRoutes(parts: AppointmentParts): Route[] {
  return [...readingRoutes(), ...writingRoutes(parts)];
}

const readingRoutes = (): Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/v1/appointments',
    roles: ['manager', 'csr', 'sales_rep'],
    resource: 'appointments',
    docs: {
      summary: 'List appointments, latest first',
      description: 'A date is a day on the clocks of the company. A rep sees their own.',
      example: { query: { date: '2031-02-05', status: 'scheduled' } },
    },
    query: listAppointmentsQuery,
    answer: longWindowOf('appointments', listedAppointmentSchema),
    handle: ({ tx, user, query }) => listAppointments(tx, user, query),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/appointments/:appointment_id',
    roles: ['manager', 'csr', 'sales_rep'],
    resource: 'appointments',
    docs: { summary: 'One appointment with its lead and contact' },
    params: appointmentParams,
    answer: appointmentDetailSchema,
    handle: ({ tx, user, params }) => getAppointment(tx, user, params.appointmentId),
  }),
];

const writingRoutes = ({ publish }: AppointmentParts): Route[] => [
  defineRoute({
    method: 'post',
    path: '/api/v1/appointments',
    roles: ['manager', 'csr'],
    resource: 'appointments',
    docs: {
      summary: 'Create an appointment',
      description: 'Without an end it lasts an hour. 409 when the rep is elsewhere at that time.',
      example: {
        body: {
          leadId: '5f0c1c9e-3c3b-4d55-9c55-6d4f0b1d2a10',
          scheduledStart: '2031-02-05T17:00:00Z',
          location: '12 Elm St, Tempe',
        },
      },
    },
    body: newAppointmentBody,
    answer: appointmentSchema,
    status: 201,
    errors: [404, 409],
    handle: ({ tx, user, body }) => createAppointment(tx, user, body, { now: new Date(), publish }),
  }),
  defineRoute({
    method: 'patch',
    path: '/api/v1/appointments/:appointment_id',
    roles: ['manager', 'csr', 'sales_rep'],
    resource: 'appointments',
    docs: {
      summary: 'Reschedule an appointment, or tell how it went',
      description:
        'A rep tells the outcome, deal_size and notes of their own. A deal that was won needs a deal_size in dollars; it completes the appointment and closes the lead.',
      example: { body: { status: 'confirmed', notes: 'Gate code 4411' } },
    },
    params: appointmentParams,
    body: appointmentPatchBody,
    answer: appointmentSchema,
    errors: [404, 409],
    handle: ({ tx, user, params, body: { dealSize, ...patch } }) =>
      changeAppointment(
        tx,
        user,
        {
          ...patch,
          id: params.appointmentId,
          dealSizeCents: dealSize === undefined ? undefined : Math.round(dealSize * 100),
        },
        { now: new Date(), publish },
      ),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/appointments/:appointment_id/assign',
    roles: ['manager', 'csr'],
    resource: 'appointments',
    docs: {
      summary: 'Dispatch a rep to an appointment',
      description: 'A csr dispatches where nobody is assigned yet.',
      example: { body: { repId: 'user_2abc' } },
    },
    params: appointmentParams,
    body: assignAppointmentBody,
    answer: appointmentSchema,
    errors: [404, 409],
    handle: ({ tx, user, params, body }) =>
      assignAppointment(
        tx,
        user,
        { appointmentId: params.appointmentId, ...body },
        { now: new Date(), publish },
      ),
  }),
];
