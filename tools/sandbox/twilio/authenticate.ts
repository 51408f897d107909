import type { RequestHandler } from 'express';
import type { DemoCompany } from '../../local/demo-data';
import { TwilioError } from './twilio-error';

export const companyIn = (locals: Record<string, unknown>) => locals['company'] as DemoCompany;

/** Lets an account's own SID and auth token in; the company is then in the response's locals. */
export function authenticateAccount(
  companies: readonly DemoCompany[],
): RequestHandler<{ account: string }> {
  return (request, response, next) => {
    const [scheme, encoded = ''] = (request.get('Authorization') ?? '').split(' ');
    const credentials = Buffer.from(encoded, 'base64').toString('utf8');
    const account = request.params.account.replace(/\.json$/, '');
    const company = companies.find(
      ({ twilio }) =>
        twilio.accountSid === account &&
        credentials === `${twilio.accountSid}:${twilio.authToken}` &&
        scheme === 'Basic',
    );
    if (!company) throw new TwilioError(20_003);
    Object.assign(response.locals, { company, companyId: company.id });
    next();
  };
}
