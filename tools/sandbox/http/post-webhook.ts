import type { SandboxDeps } from '../sandbox-deps';

export interface OutgoingWebhook {
  readonly provider: string;
  readonly companyId: string;
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface WebhookAnswer {
  readonly postedAt: string;
  readonly answeredAt: string;
  /** Null where no answer came; `error` then says why. */
  readonly status: number | null;
  readonly error: string | null;
}

const TIMEOUT_MS = 15_000;

/** Posts once, never throws, and keeps the answer in the journal. */
export async function postWebhook(
  deps: Pick<SandboxDeps, 'journal' | 'background' | 'now'>,
  webhook: OutgoingWebhook,
): Promise<WebhookAnswer> {
  const startedAt = performance.now();
  const postedAt = deps.now().toISOString();
  const outcome = await post(webhook, deps.background.signal);
  deps.journal.write({
    provider: webhook.provider,
    direction: 'sent',
    what: `POST ${new URL(webhook.url).pathname}`,
    status: outcome.status,
    durationMs: Math.round(performance.now() - startedAt),
    companyId: webhook.companyId,
    request: JSON.parse(webhook.body) as unknown,
    answer: outcome.error ?? outcome.text.slice(0, 2_000),
  });
  const { status, error } = outcome;
  return { postedAt, answeredAt: deps.now().toISOString(), status, error };
}

async function post({ url, body, headers }: OutgoingWebhook, signal: AbortSignal) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', ...headers },
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    return { status: response.status, text: await response.text(), error: null };
  } catch (error) {
    return { status: null, text: '', error: reasonOf(error) };
  }
}

/** fetch says only "fetch failed"; what happened is in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
