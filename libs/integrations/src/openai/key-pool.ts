export type KeyStrategy = 'round_robin' | 'random' | 'least_used';

export interface KeyPool {
  /** A key that is not resting, or null when all are. Keys in `except` are passed over. */
  take(except?: ReadonlySet<string>): string | null;
  rest(key: string, ms: number): void;
  /** Milliseconds until the first key is back; 0 when one is there. */
  msUntilFree(): number;
}

interface Entry {
  readonly key: string;
  uses: number;
  restsUntil: number;
}

/** Spreads requests over several keys and lets those rest that were turned away. */
export function createKeyPool(options: {
  readonly keys: readonly string[];
  readonly strategy: KeyStrategy;
  readonly now?: () => number;
  readonly random?: () => number;
}): KeyPool {
  const { strategy, now = Date.now, random = Math.random } = options;
  const entries = [...new Set(options.keys)].map((key): Entry => ({ key, uses: 0, restsUntil: 0 }));
  let lastIndex = -1;

  const choose = (free: readonly Entry[]): Entry | undefined => {
    switch (strategy) {
      case 'round_robin':
        return free.find((entry) => entries.indexOf(entry) > lastIndex) ?? free[0];
      case 'random':
        return free[Math.floor(random() * free.length)];
      case 'least_used':
        return free.toSorted((a, b) => a.uses - b.uses)[0];
    }
  };

  return {
    take(except) {
      const at = now();
      const free = entries.filter(({ key, restsUntil }) => restsUntil <= at && !except?.has(key));
      const entry = choose(free);
      if (!entry) return null;
      entry.uses += 1;
      lastIndex = entries.indexOf(entry);
      return entry.key;
    },

    rest(key, ms) {
      const entry = entries.find((candidate) => candidate.key === key);
      if (entry) entry.restsUntil = Math.max(entry.restsUntil, now() + ms);
    },

    msUntilFree: () =>
      entries.length === 0
        ? 0
        : Math.max(0, Math.min(...entries.map(({ restsUntil }) => restsUntil)) - now()),
  };
}
