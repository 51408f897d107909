import type { Database } from '@otto/db';
import type { DraftWriter, Publish, SignUrl } from '@otto/domain';
import type { Enqueuer } from '@otto/queues';
import type { Route } from '../http/route';
import { createAppointmentRoutes } from './appointments/appointment-routes';
import { createCallRoutes } from './calls/call-routes';
import { createCompanyRoutes } from './company/company-routes';
import { createContactCardRoutes } from './contact-cards/contact-card-routes';
import { createKeySignalRoutes } from './key-signals/key-signal-routes';
import { createLeadPoolRoutes } from './lead-pool/lead-pool-routes';
import { createDraftRoutes } from './follow-ups/draft-routes';
import { createLeadRoutes } from './leads/lead-routes';
import { createMissedLeadRoutes } from './leads/missed-lead-routes';
import { createMissedCallMetricRoutes } from './missed-calls/missed-call-metric-routes';
import { createMissedCallRoutes } from './missed-calls/missed-call-routes';
import { createMessageThreadRoutes } from './message-threads/message-thread-routes';
import { createSmsRoutes } from './sms/sms-routes';
import { createTaskRoutes } from './tasks/task-routes';
import { createUserRoutes } from './users/user-routes';

/** What use cases need besides the transaction. */
export interface RouteParts {
  readonly signUrl: SignUrl;
  readonly jobs: Enqueuer;
  /** Tells the front ends what has happened, after the commit. */
  readonly publish: Publish;
  /** For what is no single transaction. */
  readonly database: Pick<Database, 'withTenant'>;
  readonly draftWriter: DraftWriter | null;
}

/** Every endpoint of the API, once. */
export function createRoutes(parts: RouteParts): Route[] {
  return [
    ...createCallRoutes(parts),
    ...createContactCardRoutes(parts),
    ...createMissedLeadRoutes(),
    ...createLeadRoutes(parts),
    ...createLeadPoolRoutes(parts),
    ...createAppointmentRoutes(parts),
    ...createMissedCallRoutes(parts),
    ...createMissedCallMetricRoutes(),
    ...createMessageThreadRoutes(parts),
    ...createSmsRoutes(parts),
    ...createDraftRoutes(parts),
    ...createTaskRoutes(parts),
    ...createKeySignalRoutes(),
    ...createUserRoutes(parts),
    ...createCompanyRoutes(),
  ];
}
