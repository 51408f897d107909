import { subscribe } from 'node:diagnostics_channel';

/** Carried by every request of ours; also what ties undici's messages to the request. */
export const REQUEST_ID_HEADER = 'X-Request-ID';

const ID_IN_HEADERS = /x-request-id[:,]\s*([0-9a-f-]{36})/i;
const states = new Map<string, 'watched' | 'created' | 'written'>();

interface UndiciMessage {
  readonly request?: { readonly headers?: unknown };
  readonly headers?: unknown;
}

// Channels: https://undici.nodejs.org/#/docs/api/DiagnosticsChannel (Node 20 to 24).
subscribe('undici:request:create', (message) => {
  note((message as UndiciMessage).request?.headers, 'created');
});
subscribe('undici:client:sendHeaders', (message) => {
  note((message as UndiciMessage).headers, 'written');
});

function note(headers: unknown, state: 'created' | 'written'): void {
  const id = ID_IN_HEADERS.exec(String(headers))?.[1];
  if (id !== undefined && states.has(id)) states.set(id, state);
}

/**
 * Tells whether a request was put on the wire, which decides if an unanswered one may be repeated.
 * Says yes whenever it cannot know.
 */
export function watchWrite(requestId: string): { mayBeWritten(): boolean; stop(): void } {
  states.set(requestId, 'watched');
  return {
    mayBeWritten: () => states.get(requestId) !== 'created',
    stop: () => void states.delete(requestId),
  };
}
