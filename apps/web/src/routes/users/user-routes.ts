import { z } from 'zod';
import { getMe, listMembers, ROLES } from '@otto/domain';
import { defineRoute, type Route } from '../../http/route';
import { instant, queryFlag, text, windowOf, windowQuery } from '../../http/schemas';
import { companySchema } from '../company/company-schema';

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

export function createUserRoutes(): Route[] {
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
  ];
}
