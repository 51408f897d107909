import autocannon from 'autocannon';
import { cpuTime } from '../harness/cpu-time';
import { percentile } from '../harness/statistics';

/** One request that a case makes: GET, with the token of whoever asks. */
export interface Ask {
  readonly path: string;
  readonly token: string;
}

export interface Drive {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** CPU of the service alone, in ms a request. */
  readonly cpuMs: number;
}

export interface DriveOptions {
  readonly connections: number;
  readonly seconds: number;
}

/** Asks in turn for so many seconds; throws when any answer is not 200. */
export async function drive(
  { url, pid }: { readonly url: string; readonly pid: number },
  asks: readonly Ask[],
  { connections, seconds }: DriveOptions,
): Promise<Drive> {
  const latencies: number[] = [];
  const statuses = new Map<number, number>();
  const headers = asks.map(({ token }) => ({ authorization: `Bearer ${token}` }));
  let next = 0;
  let answeredAt = 0n;
  const cpuBefore = await cpuTime(pid);
  const startedAt = process.hrtime.bigint();
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        url,
        connections,
        duration: seconds,
        timeout: 30,
        requests: [
          {
            method: 'GET',
            setupRequest: (request) => {
              const at = next++ % asks.length;
              return { ...request, path: asks[at]?.path ?? '/', headers: headers[at] ?? {} };
            },
          },
        ],
      },
      (error: Error | null, done) => (error ? reject(error) : resolve(done)),
    );
    instance.on('response', (_client, status, _bytes, ms) => {
      answeredAt = process.hrtime.bigint();
      latencies.push(ms);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    });
  });
  const cpu = (await cpuTime(pid)) - cpuBefore;
  const others = [...statuses].filter(([status]) => status !== 200);
  if (others.length > 0 || result.errors > 0 || latencies.length === 0) {
    const counted = others.map(([status, count]) => `${count} times ${status}`);
    throw new Error(
      `${asks[0]?.path}: ${latencies.length} answers, ${[...counted, `${result.errors} errors`].join(', ')}`,
    );
  }
  const ofLatency = (share: number) => percentile(latencies, share) ?? NaN;
  return {
    requests: latencies.length,
    perSecond: latencies.length / (Number(answeredAt - startedAt) / 1e9),
    p50Ms: ofLatency(0.5),
    p95Ms: ofLatency(0.95),
    p99Ms: ofLatency(0.99),
    cpuMs: (cpu / latencies.length) * 1_000,
  };
}
