/** Holds webhooks back until a later one of the same provider has passed them. */
export interface Overtaking {
  /** Resolves when a later one was posted. */
  hold(provider: string): Promise<void>;
  passed(provider: string): void;
}

export function createOvertaking(): Overtaking {
  const held = new Map<string, (() => void)[]>();
  return {
    hold: (provider) =>
      new Promise((resolve) => {
        held.set(provider, [...(held.get(provider) ?? []), resolve]);
      }),
    passed(provider) {
      const releases = held.get(provider) ?? [];
      held.delete(provider);
      for (const release of releases) release();
    },
  };
}
