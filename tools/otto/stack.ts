import { existsSync, readFileSync } from 'node:fs';
import { files } from '../local/stack/files';
import type { Stack } from '../local/stack/stack-file';
import { UsageError } from './usage-error';

/** The local stack as its last start wrote it down. */
export function readStack(): Stack {
  const stack = findStack();
  if (!stack) {
    throw new UsageError('There is no local stack: start it with `npm start` in another terminal.');
  }
  return stack;
}

/** The same; null where none has been started. */
export function findStack(): Stack | null {
  if (!existsSync(files.stack)) return null;
  const stack = JSON.parse(readFileSync(files.stack, 'utf8')) as Partial<Stack>;
  return stack.sandbox ? (stack as Stack) : null;
}

/** A session token for one of the demo users, as their sign-in would give it. */
export async function mintToken(stack: Stack, userId: string): Promise<string> {
  const { token } = await postJson<{ token: string }>(`${stack.sandbox}/tokens`, { userId });
  return token;
}

export async function postJson<T>(url: string, body: unknown): Promise<T> {
  return requestJson<T>(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

export async function requestJson<T>(url: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) }).catch(
    (error: unknown) => {
      throw new UsageError(
        `${new URL(url).origin} does not answer (${String((error as Error).cause ?? error)}). Is \`npm start\` running?`,
      );
    },
  );
  if (!response.ok) {
    throw new UsageError(`${url} answered ${response.status}: ${await response.text()}`);
  }
  return (await response.json()) as T;
}
