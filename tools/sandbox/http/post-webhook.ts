import type { SandboxDeps } from '../sandbox-deps';

export interface OutgoingWebhook {
  readonly provider: string;
  readonly companyId: string;
  readonly url: string;
  readonly body: string;
  /** JSON where no Content-Type is given. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface WebhookAnswer {
  readonly postedAt: string;
  readonly answeredAt: string;
  /** Null where no answer came; `error` then says why. */
  readonly status: number | null;
  readonly error: string | null;
  readonly text: string;
  /** It was lost on the way: the sender takes it for delivered. */
  readonly isLost: boolean;
}

export interface PostedWebhook {
  /** It waits on purpose, so that the sender should not wait for it. */
  readonly isHeld: boolean;
  /** Of the last copy, if there were several. */
  readonly answer: Promise<WebhookAnswer>;
}

type Deps = Pick<SandboxDeps, 'journal' | 'background' | 'now' | 'faults' | 'overtaking'>;

const TIMEOUT_MS = 15_000;

/**
 * Posts one webhook, unless a planned fault has it delayed, overtaken, doubled or lost. An answer
 * that does not come is no error; only the end of the sandbox rejects.
 */
export function postWebhook(deps: Deps, webhook: OutgoingWebhook): PostedWebhook {
  const { pathname } = new URL(webhook.url);
  const fault = deps.faults.takeForWebhook(webhook.provider, `POST ${pathname}`);
  if (fault) note(deps, webhook, `fault: ${fault.kind} on webhook ${pathname}`);
  const post = async () => {
    const answer = await postOnce(deps, webhook);
    deps.overtaking.passed(webhook.provider);
    return answer;
  };
  switch (fault?.kind) {
    case undefined:
      return { isHeld: false, answer: post() };
    case 'lose':
      return { isHeld: false, answer: Promise.resolve(lost(deps)) };
    case 'duplicate':
      return { isHeld: false, answer: Promise.all([post(), post()]).then(([, last]) => last) };
    case 'delay':
      return { isHeld: true, answer: deps.background.wait(fault.ms).then(post) };
    case 'reorder': {
      const isFree = deps.overtaking.hold(webhook.provider);
      return {
        isHeld: true,
        answer: Promise.race([isFree, deps.background.wait(fault.ms)]).then(post),
      };
    }
  }
}

function lost({ now }: Deps): WebhookAnswer {
  const at = now().toISOString();
  const error = 'lost on purpose';
  return { postedAt: at, answeredAt: at, status: null, error, text: '', isLost: true };
}

async function postOnce(deps: Deps, webhook: OutgoingWebhook): Promise<WebhookAnswer> {
  const startedAt = performance.now();
  const postedAt = deps.now().toISOString();
  const outcome = await send(webhook, deps.background.signal);
  deps.journal.write({
    provider: webhook.provider,
    direction: 'sent',
    what: `POST ${new URL(webhook.url).pathname}`,
    status: outcome.status,
    durationMs: Math.round(performance.now() - startedAt),
    companyId: webhook.companyId,
    request: readable(webhook),
    answer: outcome.error ?? outcome.text,
  });
  return { postedAt, answeredAt: deps.now().toISOString(), ...outcome, isLost: false };
}

function note(deps: Deps, { provider, companyId }: OutgoingWebhook, what: string): void {
  deps.journal.write({ provider, companyId, direction: 'event', what });
}

function readable({ body, headers }: OutgoingWebhook): unknown {
  return headers['Content-Type'] === undefined
    ? (JSON.parse(body) as unknown)
    : Object.fromEntries(new URLSearchParams(body));
}

async function send({ url, body, headers }: OutgoingWebhook, signal: AbortSignal) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', ...headers },
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const text = (await response.text()).slice(0, 4_000);
    return { status: response.status, text, error: null };
  } catch (error) {
    return { status: null, text: '', error: reasonOf(error) };
  }
}

/** fetch says only "fetch failed"; what happened is in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
