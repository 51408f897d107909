import { z } from 'zod';
import { downloadFrom } from '../http/download';
import { readAnswer } from '../http/read-answer';
import { createTwilioMessages } from './messages';
import { readCallStatus } from './statuses';
import { createTwilioTransport, type TwilioTransportOptions } from './transport';
import type { TwilioClient } from './twilio-client';

const vendor = 'twilio';

const createdCall = z.object({ sid: z.string().min(1), status: z.string() });
const account = z.object({ status: z.string(), friendly_name: z.string().nullish() });

/** Twilio's REST API for one account. `baseUrl` is without `/2010-04-01`. */
export function createTwilioClient(
  options: TwilioTransportOptions & {
    /** Hosts that pictures and recordings may be fetched from, redirects included. */
    readonly mediaHosts: readonly string[];
  },
): TwilioClient {
  const transport = createTwilioTransport(options);

  return {
    ...createTwilioMessages(transport),

    async createCall({ to, from, answerUrl, statusUrl }, signal) {
      const events = ['initiated', 'ringing', 'answered', 'completed'];
      const body = await transport.post('calls.create', 'Calls.json', signal, [
        ['To', to],
        ['From', from],
        ['Url', answerUrl],
        ['StatusCallback', statusUrl],
        ...events.map((event) => ['StatusCallbackEvent', event] as [string, string]),
      ]);
      const { sid, status } = readAnswer(createdCall, body, { vendor, isSend: true });
      return { callId: sid, status: readCallStatus(status) };
    },

    async checkAccount(signal) {
      const path = transport.pathOf('.json');
      const body = await transport.get('account.get', path, signal);
      const { status, friendly_name: name } = readAnswer(account, body, { vendor });
      return { isActive: status === 'active', name: name ?? null };
    },

    async downloadMedia({ url, maxBytes }, signal) {
      const headers = transport.isOwn(url) ? transport.headers() : {};
      const { mediaHosts: allowedHosts } = options;
      return downloadFrom({ url, allowedHosts, maxBytes, headers, vendor, signal });
    },
  };
}
