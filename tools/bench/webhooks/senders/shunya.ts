import { signShunyaWebhook } from '../../../sandbox/shunya/signatures';
import type { Sender } from './sender';

const SENTENCE = 'The gutter over the porch leaks, and the customer wants a quote before Friday. ';

/** Webhooks about finished analyses (1 KB), each of another call. */
export function createShunyaSender(account: {
  readonly companyId: string;
  readonly secret: string;
}): Sender {
  // Beyond every conversation of the company: nobody else's call is named by chance.
  let seq = 1_000_000_000_000 + Date.now();
  return {
    path: '/webhooks/shunya',
    next: () => {
      seq += 1;
      const body = JSON.stringify({
        event_type: 'call.analysis.complete',
        task_id: `call_${seq}_${account.companyId}_analysis`,
        call_id: seq,
        company_id: account.companyId,
        status: 'completed',
        data: { summary: { summary: SENTENCE.repeat(10) } },
        timestamp: new Date().toISOString(),
      });
      const timestamp = String(Date.now());
      return {
        body,
        headers: {
          'content-type': 'application/json',
          'x-shunya-timestamp': timestamp,
          'x-shunya-signature': signShunyaWebhook(account.secret, timestamp, body),
        },
      };
    },
  };
}
