import { randomUUID } from 'node:crypto';
import type { DemoCompany } from '../../local/demo-data';
import { postWebhook, type PostedWebhook } from '../http/post-webhook';
import type { SandboxDeps } from '../sandbox-deps';
import { signTwilioRequest } from './signature';

/** A path of web, or a URL that Otto itself gave. */
export interface TwilioRequest {
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Posts a form to Otto, signed for the URL that Twilio was told. */
export function postTwilio(
  deps: SandboxDeps,
  company: DemoCompany,
  { url, params }: TwilioRequest,
): PostedWebhook {
  const { accountSid, authToken } = company.twilio;
  const told = url.startsWith('/') ? deps.urls.public() + url : url;
  const all = { AccountSid: accountSid, ApiVersion: '2010-04-01', ...params };
  return postWebhook(deps, {
    provider: 'twilio',
    companyId: company.id,
    url: reachable(deps, told),
    body: new URLSearchParams(all).toString(),
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'X-Twilio-Signature': signTwilioRequest(authToken, told, all),
      'I-Twilio-Idempotency-Token': randomUUID(),
    },
  });
}

/** The public address may lead nowhere from here; web's own does. */
function reachable({ urls }: SandboxDeps, url: string): string {
  const isPublic = url === urls.public() || url.startsWith(`${urls.public()}/`);
  return isPublic ? urls.web() + url.slice(urls.public().length) : url;
}
