import type { RequestHandler } from 'express';
import type { DemoCompany } from '../../local/demo-data';
import { createHourlyLimit } from './hourly-limit';

const KEY = /^Token token="?([^"]+)"?$/;

/** Lets a company's own key at its own account in, as often an hour as the account may. */
export function authorizeAccount(
  companies: readonly DemoCompany[],
  requestsPerHour: number,
): RequestHandler<{ account: string }> {
  const mayAsk = createHourlyLimit(requestsPerHour);
  return (request, response, next) => {
    const key = KEY.exec(request.get('Authorization') ?? '')?.[1];
    const company = companies.find(({ callrail }) => callrail.apiKey === key);
    if (!company) {
      response.status(401).json({ error: 'HTTP Token: Access denied.' });
    } else if (company.callrail.accountId !== request.params.account) {
      response.status(404).json({ error: 'Account not found.' });
    } else if (!mayAsk(company.callrail.accountId, Date.now())) {
      // No Retry-After and no RateLimit header: CallRail sends neither (PROVIDERS 2.4).
      response.status(429).json({ error: 'Rate limit exceeded.' });
    } else {
      response.locals['companyId'] = company.id;
      next();
    }
  };
}
