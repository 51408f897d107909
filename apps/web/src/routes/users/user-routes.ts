import { z } from 'zod';
import {
  changeMember,
  getMe,
  listMembers,
  listRepsForDispatch,
  ROLES,
  type Publish,
} from '@otto/domain';
import { defineRoute, type Route } from '../../http/route';
import { instant, queryFlag, text, windowOf, windowQuery } from '../../http/schemas';
import { companySchema } from '../company/company-schema';
import { dayField } from '../moment-field';

const userSchema = z.object({
  id: z.string(),
  companyId: z.string(),
  email: z.string(),
  name: z.string(),
  phone: text,
  role: z.string(),
  territory: text,
  department: text,
  active: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
});

const place = z.string().trim().min(1).max(100);

const repSchema = z.object({
  ...userSchema.pick({ id: true, name: true, email: true, phone: true }).shape,
  ...userSchema.pick({ territory: true, department: true }).shape,
  openAppointments: z.int(),
});

export function createUserRoutes({ publish }: { readonly publish: Publish }): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/users/me',
      roles: ['manager', 'csr', 'sales_rep'],
      resource: 'me',
      docs: { summary: 'Who is signed in, with company, role and permissions' },
      answer: z.object({
        user: userSchema,
        company: companySchema,
        role: z.string(),
        permissions: z.array(z.object({ resource: z.string(), reach: z.string() })),
      }),
      handle: ({ tx, user }) => getMe(tx, user),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/users',
      roles: ['manager', 'csr'],
      resource: 'users',
      docs: { summary: 'List people of the company by name' },
      query: z.object({
        ...windowQuery().shape,
        role: z.enum(ROLES).optional(),
        active: queryFlag.optional(),
      }),
      answer: windowOf('users', userSchema),
      handle: ({ tx, query }) => listMembers(tx, query),
    }),
    defineRoute({
      method: 'patch',
      path: '/api/v1/users/:user_id',
      roles: ['manager'],
      resource: 'users',
      docs: {
        summary: 'Change role, territory or access of somebody of the company',
        description:
          'Without access, sessions and sockets end at once and open leads go back to the pool. Answers 409 where the company would be left without a manager.',
        example: { body: { territory: 'North' } },
      },
      params: z.object({ userId: z.string().min(1).max(100) }),
      body: z
        .strictObject({
          role: z.enum(ROLES),
          territory: place.nullable(),
          department: place.nullable(),
          active: z.boolean(),
        })
        .partial(),
      answer: userSchema,
      errors: [409],
      handle: ({ tx, user, params, body }) =>
        changeMember(tx, user, { ...body, id: params.userId }, { now: new Date(), publish }),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/reps',
      roles: ['manager', 'csr'],
      resource: 'users',
      docs: {
        summary: 'List sales reps who may be given a visit',
        description: 'With the number of open visits that each has on the day, today by default.',
        example: { query: { date: '2026-11-24' } },
      },
      query: z.object({
        ...windowQuery().shape,
        date: dayField.optional(),
        territory: place.optional(),
      }),
      answer: windowOf('reps', repSchema),
      handle: ({ tx, query }) => listRepsForDispatch(tx, query, new Date()),
    }),
  ];
}
