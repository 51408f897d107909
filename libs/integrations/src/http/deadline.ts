export interface Deadline {
  readonly signal: AbortSignal;
  /** Why the signal aborted: our own time limit, or the caller; null while it has not. */
  readonly reason: () => 'timeout' | 'caller' | null;
  clear(): void;
}

/** A signal that aborts after `timeoutMs` or with the caller's. `clear` it when the work is over. */
export function startDeadline(timeoutMs: number, caller?: AbortSignal): Deadline {
  const controller = new AbortController();
  let reason: 'timeout' | 'caller' | null = null;
  const abort = (why: 'timeout' | 'caller', cause?: unknown): void => {
    reason ??= why;
    controller.abort(cause);
  };
  const onCaller = (): void => abort('caller', caller?.reason);
  const timer = setTimeout(() => abort('timeout'), timeoutMs);
  if (caller?.aborted) onCaller();
  caller?.addEventListener('abort', onCaller, { once: true });
  return {
    signal: controller.signal,
    reason: () => reason,
    clear() {
      clearTimeout(timer);
      caller?.removeEventListener('abort', onCaller);
    },
  };
}
