import { ProviderError } from '@otto/integrations';
import { faultyClients, type FaultyClient } from '../testing/faulty-clients';
import { useSandbox } from '../testing/with-sandbox';
import { REQUEST_FAULTS, type RequestFault } from './fault-schema';

const bed = useSandbox();
const LATENCY_MS = 30;
/** Short only where the provider never answers, so that a busy machine is not taken for one. */
const patienceWith = (fault: RequestFault) => (fault.startsWith('hang') ? 500 : 20_000);

type End = 'answered' | 'nothing' | 'later' | 'unknown';
const ENDS: Readonly<Record<FaultyClient['kind'], End>> = {
  read: 'answered',
  keyed: 'answered',
  paid: 'later',
  send: 'unknown',
};

/** What a client makes of a fault on its first attempt. */
function endOf({ kind, onRateLimit }: FaultyClient, fault: RequestFault): End {
  if (fault === 'latency') return 'answered';
  return fault === 'rate-limit' ? onRateLimit : ENDS[kind];
}

const isCarriedOut = (fault: RequestFault) =>
  ['latency', 'hang-after-accept', 'malformed'].includes(fault);

const table = faultyClients.flatMap((client) =>
  REQUEST_FAULTS.map((fault) => ({
    client,
    fault,
    name: client.name,
    end: endOf(client, fault),
  })),
);

it.each(table)('$name on $fault: $end', async ({ client, fault, end }) => {
  const { provider, endpoint } = client;
  bed.sandbox.addFault({ provider, endpoint, fault, ms: LATENCY_MS });
  const attempts: (number | null)[] = [];
  const asking = client.ask(bed.sandbox, {
    timeoutMs: patienceWith(fault),
    onCall: ({ status }) => attempts.push(status),
  });
  if (end === 'answered') {
    expect(await asking).toBeTruthy();
  } else if (end === 'nothing') {
    expect(await asking).toBeNull();
  } else {
    const error: unknown = await asking.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProviderError);
    expect(error).toMatchObject({ isRetryable: true, isUnknownOutcome: end === 'unknown' });
    expect(attempts).toHaveLength(1);
  }
  if (!client.countSent) return;
  expect(client.countSent(bed.sandbox)).toBe(end === 'answered' || isCarriedOut(fault) ? 1 : 0);
});
