import autocannon from 'autocannon';
import { cpuTime } from '../harness/cpu-time';
import { percentile } from '../harness/statistics';
import type { Sender } from './senders/sender';

export interface Drive {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Seconds of CPU of the service for 1,000 requests. */
  readonly cpuPer1000: number;
  /** Answers that say that the webhook is stored. */
  readonly accepted: number;
}

export interface Target {
  readonly url: string;
  readonly pid: number;
}

/** Posts so many webhooks over so many connections; throws when any is not accepted. */
export async function drive(
  { url, pid }: Target,
  sender: Sender,
  { connections, amount }: { readonly connections: number; readonly amount: number },
): Promise<Drive> {
  const latencies: number[] = [];
  const refusals = new Map<string, number>();
  let accepted = 0;
  let answeredAt = 0n;
  // Made before the clock starts: signing costs the machine as much as taking them in.
  const webhooks = Array.from({ length: amount }, () => sender.next());
  const cpuBefore = await cpuTime(pid);
  const startedAt = process.hrtime.bigint();
  await new Promise<void>((resolve, reject) => {
    const instance = autocannon(
      {
        url,
        connections,
        amount,
        timeout: 30,
        requests: [
          {
            method: 'POST',
            path: sender.path,
            setupRequest: (request) => ({ ...request, ...webhooks.pop() }),
            onResponse: (status, body) => {
              if (status === 200 && body.includes('"accepted"')) accepted += 1;
              else refusals.set(`${status} ${body}`, (refusals.get(`${status} ${body}`) ?? 0) + 1);
            },
          },
        ],
      },
      (error: Error | null) => (error ? reject(error) : resolve()),
    );
    // Its own end is that of the second in which the last answer came.
    instance.on('response', (_client, _status, _bytes, ms) => {
      answeredAt = process.hrtime.bigint();
      latencies.push(ms);
    });
  });
  const seconds = Number(answeredAt - startedAt) / 1e9;
  const cpu = (await cpuTime(pid)) - cpuBefore;
  if (accepted !== amount) {
    const [refusal = 'no answer'] = refusals.keys();
    throw new Error(`${accepted} of ${amount} webhooks were accepted; not: ${refusal}`);
  }
  const ofLatency = (share: number) => percentile(latencies, share) ?? NaN;
  return {
    perSecond: amount / seconds,
    p50Ms: ofLatency(0.5),
    p95Ms: ofLatency(0.95),
    p99Ms: ofLatency(0.99),
    cpuPer1000: (cpu / amount) * 1_000,
    accepted,
  };
}
