import type { PostedWebhook, WebhookAnswer } from '../http/post-webhook';
import type { SandboxDeps } from '../sandbox-deps';

/** A webhook that was posted, with the answer; a held one has none yet. */
export type Told = { readonly event: string } & Omit<WebhookAnswer, 'isLost'>;

interface Telling {
  readonly event: string;
  readonly duplicates: number;
  post(): PostedWebhook;
}

/** Posts a webhook and its copies at the same time. */
export async function tell(
  deps: Pick<SandboxDeps, 'background' | 'now'>,
  { event, duplicates, post }: Telling,
): Promise<Told[]> {
  const posted = Array.from({ length: duplicates + 1 }, post);
  return Promise.all(
    posted.map(async ({ isHeld, answer }) => {
      if (isHeld) {
        deps.background.run(() => answer.then(() => undefined));
        const at = deps.now().toISOString();
        const error = 'held back on purpose';
        return { event, postedAt: at, answeredAt: at, status: null, error, text: '' };
      }
      const { isLost: _isLost, ...outcome } = await answer;
      return { event, ...outcome };
    }),
  );
}

/** The body with some fields replaced; null takes a field away. */
export function withOverrides(
  body: object,
  overrides: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const all = Object.entries({ ...body, ...overrides });
  return Object.fromEntries(
    all.filter(([name, value]) => value !== null || overrides[name] !== null),
  );
}

/** The same for a form, where every value is text. */
export function formWithOverrides(
  params: Readonly<Record<string, string>>,
  overrides: Readonly<Record<string, unknown>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(withOverrides(params, overrides)).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}
