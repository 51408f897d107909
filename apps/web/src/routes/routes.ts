import type { SignUrl } from '@otto/domain';
import type { Route } from '../http/route';
import { createCallRoutes } from './calls/call-routes';
import { createContactCardRoutes } from './contact-cards/contact-card-routes';

/** Every endpoint of the API, once. */
export function createRoutes(deps: { readonly signUrl: SignUrl }): Route[] {
  return [...createCallRoutes(deps), ...createContactCardRoutes(deps)];
}
