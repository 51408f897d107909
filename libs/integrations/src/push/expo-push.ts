import { z } from 'zod';
import type { HttpClient } from '../http/http-client';
import { readAnswer, unexpectedAnswer } from '../http/read-answer';

const vendor = 'expo';
/** What Expo takes in one request. */
export const EXPO_BATCH_SIZE = 100;

const failed = z.object({
  status: z.literal('error'),
  details: z.object({ error: z.string() }).nullish().catch(null),
});
const ticket = z.union([z.object({ status: z.literal('ok'), id: z.string() }), failed]);
const ticketAnswer = z.object({ data: z.array(ticket) });
const receiptAnswer = z.object({
  data: z.record(z.string(), z.union([z.object({ status: z.literal('ok') }), failed])),
});

export interface PushMessage {
  readonly token: string;
  readonly title: string;
  readonly body: string;
  readonly data?: Readonly<Record<string, string>>;
}

export type PushOutcome =
  | { readonly outcome: 'accepted'; readonly receiptId: string }
  /** The app is gone from the device: the token is to be deleted. */
  | { readonly outcome: 'unregistered' }
  | { readonly outcome: 'failed'; readonly code: string | null };

export type PushReceipt = 'delivered' | 'unregistered' | 'failed';

export interface ExpoPush {
  /** At most EXPO_BATCH_SIZE messages; the outcomes are in their order. */
  send(messages: readonly PushMessage[], signal?: AbortSignal): Promise<PushOutcome[]>;
  /** What became of accepted ones, by receipt id; those that Expo does not know yet are left out. */
  receipts(
    receiptIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, PushReceipt>>;
}

export interface ExpoPushOptions {
  readonly baseUrl: string;
  readonly accessToken: string | null;
  readonly http: HttpClient;
}

/** Push notifications by Expo (https://docs.expo.dev/push-notifications/sending-notifications). */
export function createExpoPush(options: ExpoPushOptions): ExpoPush {
  const post = createPost(options);

  return {
    async send(messages, signal) {
      if (messages.length === 0) return [];
      if (messages.length > EXPO_BATCH_SIZE) throw new RangeError('Too many messages at once');
      const wire = messages.map(({ token, title, body, data }) => ({
        to: token,
        title,
        body,
        data,
      }));
      const body = await post('push/send', wire, { isReadOnly: false, signal });
      const { data } = readAnswer(ticketAnswer, body, { vendor, isSend: true });
      if (data.length !== messages.length) {
        throw unexpectedAnswer({ vendor, isSend: true }, new Error('Tickets are missing'));
      }
      return data.map(outcomeOf);
    },

    async receipts(receiptIds, signal) {
      const request = post('push/getReceipts', { ids: receiptIds }, { isReadOnly: true, signal });
      const { data } = readAnswer(receiptAnswer, await request, { vendor });
      return new Map(
        Object.entries(data).map(([id, receipt]): [string, PushReceipt] => {
          if (receipt.status === 'ok') return [id, 'delivered'];
          return [id, isUnregistered(receipt) ? 'unregistered' : 'failed'];
        }),
      );
    },
  };
}

function createPost({ baseUrl, accessToken, http }: ExpoPushOptions) {
  return async (
    operation: string,
    body: unknown,
    more: { readonly isReadOnly: boolean; readonly signal: AbortSignal | undefined },
  ): Promise<unknown> => {
    const response = await http.request({
      operation,
      method: 'POST',
      url: `${baseUrl}/--/api/v2/${operation}`,
      headers: () => ({
        'Content-Type': 'application/json',
        ...(accessToken ? { Authorization: `Bearer ${accessToken}` } : {}),
      }),
      body: JSON.stringify(body),
      ...more,
    });
    return response.body;
  };
}

function outcomeOf(answer: z.output<typeof ticket>): PushOutcome {
  if (answer.status === 'ok') return { outcome: 'accepted', receiptId: answer.id };
  if (isUnregistered(answer)) return { outcome: 'unregistered' };
  return { outcome: 'failed', code: answer.details?.error ?? null };
}

function isUnregistered({ details }: z.output<typeof failed>): boolean {
  return details?.error === 'DeviceNotRegistered';
}
