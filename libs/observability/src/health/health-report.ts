/** What stands in a report when a part does not answer in time. */
const WAIT_MS = 2_000;

export interface PartReport {
  readonly ok: boolean;
  readonly ms: number;
  readonly detail?: unknown;
  readonly error?: string;
}

export interface HealthReport {
  readonly status: 'healthy' | 'degraded' | 'stopping';
  readonly service: string;
  readonly uptimeSeconds: number;
  readonly parts: Readonly<Record<string, PartReport>>;
}

/** Each part by its name; what a part answers is shown as its detail. */
export type HealthParts = Readonly<Record<string, () => Promise<unknown>>>;

/** Asks all parts at once. An error is told by its kind alone: messages may hold addresses. */
export async function reportHealth(service: string, parts: HealthParts): Promise<HealthReport> {
  const asked = Object.entries(parts).map(
    async ([name, ask]) => [name, await askPart(ask)] as const,
  );
  const answers = Object.fromEntries(await Promise.all(asked));
  return {
    status: Object.values(answers).every(({ ok }) => ok) ? 'healthy' : 'degraded',
    service,
    uptimeSeconds: Math.round(process.uptime()),
    parts: answers,
  };
}

async function askPart(ask: () => Promise<unknown>): Promise<PartReport> {
  const startedAt = performance.now();
  const ms = () => Math.round(performance.now() - startedAt);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), WAIT_MS);
  });
  try {
    const detail = await Promise.race([ask(), late]);
    return { ok: true, ms: ms(), ...(detail === undefined ? {} : { detail }) };
  } catch (error) {
    const { code, name = 'Error' } = error as { code?: unknown; name?: string };
    return { ok: false, ms: ms(), error: typeof code === 'string' ? code : name };
  } finally {
    clearTimeout(timer);
  }
}
