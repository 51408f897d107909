import { setTimeout as pause } from 'node:timers/promises';
import type { Sender } from '../../bench/webhooks/senders/sender';

export interface Load {
  /** Ends the load after the requests under way; how each was answered, by status or error. */
  stop(): Promise<{ readonly answers: Readonly<Record<string, number>>; readonly sent: number }>;
}

/** Leaves the machine to the services: it is the restart that is looked at, not the speed. */
const PACE_MS = 20;

/**
 * Sends webhooks over several connections at once, each to the next of `targets()`:
 * what a proxy does that has taken a stopping instance out of its rotation.
 */
export function startLoad(
  sender: Sender,
  connections: number,
  targets: () => readonly string[],
): Load {
  const answers: Record<string, number> = {};
  let isStopping = false;
  let sent = 0;
  const send = async () => {
    while (!isStopping) {
      const rotation = targets();
      const base = rotation[sent % rotation.length] ?? '';
      sent += 1;
      const { body, headers } = sender.next();
      const answer = await fetch(`${base}${sender.path}`, { method: 'POST', body, headers }).then(
        async (response) => (await response.arrayBuffer(), String(response.status)),
        (error: Error) => String((error.cause as { code?: string } | undefined)?.code ?? error),
      );
      answers[answer] = (answers[answer] ?? 0) + 1;
      await pause(PACE_MS);
    }
  };
  const finished = Promise.all(Array.from({ length: connections }, send));
  return {
    stop: async () => {
      isStopping = true;
      await finished;
      return { answers, sent };
    },
  };
}
