/** So many at once, in the order of asking. */
export interface Slots {
  acquire(): Promise<void>;
  release(): void;
  readonly free: number;
}

export function createSlots(size: number): Slots {
  const waiting: (() => void)[] = [];
  let free = size;
  return {
    acquire: () => {
      if (free > 0) {
        free -= 1;
        return Promise.resolve();
      }
      return new Promise((resolve) => waiting.push(resolve));
    },
    release: () => {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    },
    get free() {
      return free;
    },
  };
}
