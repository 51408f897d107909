import { EventEmitter } from 'node:events';

export interface JournalEntry {
  readonly id: number;
  readonly at: string;
  readonly provider: string;
  /** `event` is something that happened inside a provider, such as a result that became ready. */
  readonly direction: 'received' | 'sent' | 'event';
  readonly what: string;
  /** HTTP status of the answer; null where none came or none is due. */
  readonly status: number | null;
  readonly durationMs: number | null;
  readonly companyId: string | null;
  readonly request: unknown;
  readonly answer: unknown;
}

export type NewEntry = Pick<JournalEntry, 'provider' | 'direction' | 'what'> &
  Partial<Omit<JournalEntry, 'id' | 'at'>>;

export interface Journal {
  write(entry: NewEntry): JournalEntry;
  /** Newest first. */
  read(filter?: { provider?: string; limit?: number }): JournalEntry[];
  /** The first entry, past or to come, that fits. */
  waitFor(fits: (entry: JournalEntry) => boolean, signal?: AbortSignal): Promise<JournalEntry>;
}

const KEPT = 2_000;

export function createJournal(now: () => Date): Journal {
  const entries: JournalEntry[] = [];
  const written = new EventEmitter<{ entry: [JournalEntry] }>().setMaxListeners(0);
  let lastId = 0;
  return {
    write(entry) {
      const full: JournalEntry = {
        status: null,
        durationMs: null,
        companyId: null,
        request: null,
        answer: null,
        ...entry,
        id: ++lastId,
        at: now().toISOString(),
      };
      entries.push(full);
      if (entries.length > KEPT) entries.shift();
      written.emit('entry', full);
      return full;
    },
    read: ({ provider, limit = 200 } = {}) =>
      entries
        .filter((entry) => provider === undefined || entry.provider === provider)
        .slice(-limit)
        .reverse(),
    waitFor(fits, signal) {
      const past = entries.find(fits);
      if (past) return Promise.resolve(past);
      return new Promise((resolve, reject) => {
        const stop = () => {
          written.off('entry', look);
          signal?.removeEventListener('abort', giveUp);
        };
        const look = (entry: JournalEntry) => {
          if (!fits(entry)) return;
          stop();
          resolve(entry);
        };
        const giveUp = () => {
          stop();
          reject(signal?.reason as Error);
        };
        written.on('entry', look);
        signal?.addEventListener('abort', giveUp);
      });
    },
  };
}
