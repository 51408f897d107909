export interface Verdict {
  readonly claim: string;
  /** What breaks the claim; null when it holds, undefined when it could not be looked at. */
  readonly problem: string | null | undefined;
}

const WAIT_MS = 10_000;

interface Answer {
  readonly status: number | null;
  readonly text: string;
}
type Parts = Readonly<Record<string, { ok: boolean; detail?: unknown; error?: string }>>;
interface Schedules {
  readonly leader: unknown;
  readonly schedules: readonly { id: string; last: { slot: string } | null }[];
}
type Queues = readonly { queue: string; status: string; oldestSeconds: number }[];

/** Looks at a running deployment from outside, as the deployment guide does by hand. */
export async function verifyDeployment(base: string, token?: string): Promise<Verdict[]> {
  const get = async (path: string) => {
    try {
      const response = await fetch(new URL(path, base), {
        signal: AbortSignal.timeout(WAIT_MS),
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      });
      return { status: response.status, text: await response.text() };
    } catch {
      return { status: null, text: '' };
    }
  };
  const health = await get('/health');
  const ready = await get('/health/ready');
  const unsigned = await postUnsigned(base);
  const detailed = await get('/health/detailed');
  const claims: Verdict[] = [
    {
      claim: 'web serves: /health says {"status":"healthy"}',
      problem:
        health.text === '{"status":"healthy"}' ? null : `it answered ${describe(health.status)}`,
    },
    {
      claim: 'web reaches PostgreSQL and Redis: /health/ready answers 200',
      problem: ready.status === 200 ? null : `it answered ${describe(ready.status)}`,
    },
    {
      claim: 'a webhook without a signature is refused with 401',
      problem: unsigned === 401 ? null : `it was answered ${describe(unsigned)}`,
    },
  ];
  return [...claims, ...inside(token, detailed)];
}

const describe = (status: number | null) => (status === null ? 'nothing' : String(status));

async function postUnsigned(base: string): Promise<number | null> {
  const response = await fetch(new URL('/webhooks/shunya', base), {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
    signal: AbortSignal.timeout(WAIT_MS),
  }).catch(() => null);
  return response?.status ?? null;
}

/** Without the operators' token nothing is claimed of what only they may see. */
function inside(token: string | undefined, { status, text }: Answer): Verdict[] {
  const parts = readParts(text);
  const claim = (says: string, examine: (read: Parts) => string | null): Verdict => ({
    claim: says,
    problem: token === undefined ? undefined : parts ? examine(parts) : refusal(status),
  });
  return [
    claim('a worker takes jobs: none has waited over 60 s', queueProblem),
    claim('beat leads and ticks every minute', beatProblem),
  ];
}

const refusal = (status: number | null) =>
  `/health/detailed answered ${describe(status)}: is OPS_TOKEN that of the deployment?`;

function readParts(text: string): Parts | undefined {
  try {
    return (JSON.parse(text) as { parts?: Parts }).parts;
  } catch {
    return undefined;
  }
}

function queueProblem(parts: Parts): string | null {
  if (!parts['queues']?.ok) return parts['queues']?.error ?? 'the queues cannot be read';
  const old = (parts['queues'].detail as Queues).find(
    ({ status, oldestSeconds }) => status === 'queued' && oldestSeconds > 60,
  );
  return old ? `the oldest of ${old.queue} has waited ${Math.round(old.oldestSeconds)} s` : null;
}

function beatProblem(parts: Parts): string | null {
  if (!parts['beat']?.ok) return parts['beat']?.error ?? 'the schedule cannot be read';
  const { leader, schedules } = parts['beat'].detail as Schedules;
  if (!leader) return 'no beat has led yet';
  const newest = Math.max(0, ...schedules.map(({ last }) => (last ? Date.parse(last.slot) : 0)));
  const seconds = Math.round((Date.now() - newest) / 1_000);
  return seconds > 150 ? `the last tick was ${seconds} s ago` : null;
}
