import express from 'express';
import type { Database } from '@otto/db';
import { createSpecLogger, type SeededCompany } from '@otto/testkit';
import { createLimits } from '../http/limits/create-limits';
import type { Limits } from '../http/limits/limits';
import { mountRoutes } from '../http/mount-routes';
import { unauthorized } from '../http/problem';
import type { Route } from '../http/route';
import { sendProblem } from '../http/send-problem';
import { trace } from '../http/trace';
import { withoutLimits } from './without-limits';

/** The frame around routes of a spec's own; the header says who signs in: csr, manager, salesRep. */
export function createFrameApp(
  routes: readonly Route[],
  options: {
    readonly database: Database;
    readonly company: SeededCompany;
    readonly limits?: Limits;
  },
) {
  const { database, company } = options;
  const signedIn = {
    manager: { id: company.users.manager, role: 'manager' },
    csr: { id: company.users.csr, role: 'csr' },
    salesRep: { id: company.users.salesRep, role: 'sales_rep' },
  } as const;
  const tomorrow = new Date(Date.now() + 86_400_000);
  const app = express();
  app.use(trace, express.json());
  app.use(
    mountRoutes(routes, {
      database,
      limits: options.limits ?? createLimits(withoutLimits),
      authenticate: async (header) => {
        const user = signedIn[header as keyof typeof signedIn];
        if (!user) throw unauthorized('INVALID_TOKEN', 'Nobody of the spec.');
        return { ...user, companyId: company.id, name: header ?? '', signedInUntil: tomorrow };
      },
    }),
  );
  app.use(sendProblem(createSpecLogger()));
  return app;
}
