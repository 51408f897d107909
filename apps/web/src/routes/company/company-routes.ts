import { changeCompany, getCompany } from '@otto/domain';
import { defineRoute, type Route } from '../../http/route';
import { companyPatchBody } from './company-patch';
import { companySettingsSchema } from './company-schema';

export function createCompanyRoutes(): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/company',
      roles: ['manager', 'csr'],
      resource: 'company',
      docs: { summary: 'Your company with its settings' },
      answer: companySettingsSchema,
      handle: ({ tx }) => getCompany(tx),
    }),
    defineRoute({
      method: 'patch',
      path: '/api/v1/company',
      roles: ['manager'],
      resource: 'company',
      docs: {
        summary: 'Change settings of your company',
        description:
          'Times of day are HH:MM on the clocks of the company. What changed, and by whom, is in the audit log.',
        example: {
          body: {
            timezone: 'America/Phoenix',
            allowGhostMode: false,
            goals: { primaryGoals: ['Book more calls'], targetMetrics: { bookingRate: 0.6 } },
            missedCalls: { maxRetries: 2, businessDays: [1, 2, 3, 4, 5, 6] },
          },
        },
      },
      body: companyPatchBody,
      answer: companySettingsSchema,
      errors: [409],
      handle: ({ tx, user, body }) => changeCompany(tx, user, body),
    }),
  ];
}
