import { z } from 'zod';
import { orIfStatus } from '../http/or-if-status';
import { readAnswer } from '../http/read-answer';
import { readMailDate } from './mail-date';
import { readTextStatus } from './statuses';
import type { TwilioTransport } from './transport';
import type { TextToSend, TwilioClient, TwilioMessage } from './twilio-client';

const vendor = 'twilio';
const MAX_PAGES = 5;

const message = z
  .object({
    sid: z.string().min(1),
    status: z.string(),
    to: z.string(),
    from: z.string().nullish(),
    body: z.string().nullish(),
    error_code: z.union([z.number(), z.string()]).nullish(),
    date_created: z.string().nullish(),
  })
  .transform((data): TwilioMessage => ({
    messageId: data.sid,
    status: readTextStatus(data.status),
    to: data.to,
    from: data.from ?? null,
    text: data.body ?? '',
    errorCode: data.error_code == null ? null : String(data.error_code),
    createdAt: readMailDate(data.date_created),
  }));
const messagePage = z.object({
  messages: z.array(message),
  next_page_uri: z.string().startsWith('/').nullish(),
});

/** The part of the client that is about texts. */
export function createTwilioMessages(
  transport: TwilioTransport,
): Pick<TwilioClient, 'sendMessage' | 'listMessages' | 'getMessage'> {
  return {
    async sendMessage(text, signal) {
      const body = await transport.post('messages.create', 'Messages.json', signal, [
        ['To', text.to],
        ['messagingServiceId' in text ? 'MessagingServiceSid' : 'From', senderOf(text)],
        ['Body', text.text],
        ...statusCallbackOf(text),
      ]);
      return readAnswer(message, body, { vendor, isSend: true });
    },

    async listMessages({ to, from, sentAfter }, signal) {
      const found: TwilioMessage[] = [];
      const day = sentAfter.toISOString().slice(0, 10);
      const query = new URLSearchParams({ To: to, From: from, 'DateSent>': day, PageSize: '100' });
      let next: string | null = transport.pathOf(`Messages.json?${query.toString()}`);
      for (let page = 0; page < MAX_PAGES && next !== null; page += 1) {
        const body = await transport.get('messages.list', next, signal);
        const answer = readAnswer(messagePage, body, { vendor });
        found.push(...answer.messages);
        next = answer.next_page_uri ?? null;
      }
      const earliest = sentAfter.toISOString();
      return found.filter(({ createdAt }) => createdAt === null || createdAt >= earliest);
    },

    async getMessage(messageId, signal) {
      const path = transport.pathOf(`Messages/${encodeURIComponent(messageId)}.json`);
      const body = await orIfStatus(404, null, transport.get('messages.get', path, signal));
      return body === null ? null : readAnswer(message, body, { vendor });
    },
  };
}

function senderOf(text: { from: string } | { messagingServiceId: string }): string {
  return 'from' in text ? text.from : text.messagingServiceId;
}

function statusCallbackOf({ id, statusUrl }: TextToSend): [string, string][] {
  if (statusUrl === undefined) return [];
  const url = new URL(statusUrl);
  url.searchParams.set('mid', id);
  return [['StatusCallback', url.href]];
}
