import type { Sandbox } from '../start-sandbox';
import { demoCompany } from './test-config';

const json = { 'Content-Type': 'application/json' };

const basic = ({ accountSid, authToken }: typeof demoCompany.twilio) =>
  `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;

/** What specs ask of a sandbox over HTTP. */
export function createRequests(sandboxOf: () => Sandbox) {
  const url = (path: string) => `${sandboxOf().url}${path}`;
  return {
    post: (path: string, body: object = {}, headers: Record<string, string> = {}) =>
      fetch(url(path), {
        method: 'POST',
        headers: { ...json, ...headers },
        body: JSON.stringify(body),
      }),
    get: (path: string, headers: Record<string, string> = {}) => fetch(url(path), { headers }),
    /** To Twilio, as the demo company. */
    twilio: (path: string, form?: Record<string, string>, as = demoCompany.twilio) =>
      fetch(url(`/twilio/2010-04-01/Accounts/${demoCompany.twilio.accountSid}${path}`), {
        headers: { Authorization: basic(as) },
        ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
      }),
    /** A text from the demo company. */
    text: (form: Record<string, string> = {}) => ({
      To: '+12125550123',
      From: demoCompany.smsNumber,
      Body: 'Hello',
      ...form,
    }),
  };
}
