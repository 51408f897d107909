import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { companyOrigins } from '../callrail/call-fields';
import { postCallrailEvent } from '../callrail/post-event';
import { companyOf } from '../companies';
import { isoWithOffset } from '../scenarios/local-time';
import { customer, defineSimulation } from './simulation';
import { tell, withOverrides } from './tell';

const SITE = 'https://roofs.example';

export const form = defineSimulation({
  name: 'form',
  about: "CallRail: a form on the company's site is sent in",
  fields: {
    from: customer.describe('phone number in the form (E.164); a new one by default'),
    name: z.string().default('Dana Whitfield').describe('name in the form'),
    email: z.string().default('dana@example.com').describe('address in the form'),
    message: z.string().default('I would like a quote for a new roof.').describe('what is asked'),
  },
  async run(deps, { companyId, from, name, email, message, duplicates, overrides }) {
    const company = companyOf(deps, companyId);
    const phone = from ?? deps.nextCaller();
    const submissionId = `FRM${randomBytes(16).toString('hex')}`;
    const { company_resource_id, company_id, person_resource_id } = companyOrigins(company, phone);
    const body = withOverrides(
      {
        id: submissionId,
        company_id,
        company_resource_id,
        person_resource_id,
        form_data: { name, phone, email, message },
        form_url: `${SITE}/contact`,
        landing_page_url: SITE,
        referrer: 'direct',
        referring_url: '',
        submitted_at: isoWithOffset(deps.now(), company.timezone),
        first_form: true,
        source: 'Direct',
      },
      overrides,
    );
    const post = () => postCallrailEvent(deps, company, { event: 'form', body });
    const webhooks = await tell(deps, { event: 'form', duplicates, post });
    return { ids: { submissionId, from: phone }, webhooks };
  },
});
