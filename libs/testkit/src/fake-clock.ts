export interface FakeClock {
  now(): Date;
  advance(ms: number): void;
  set(time: Date | string): void;
}

/** A clock that moves only when told; hand it to what takes a clock as a dependency. */
export function createFakeClock(start: Date | string = '2026-03-02T15:00:00.000Z'): FakeClock {
  let time = new Date(start).getTime();
  return {
    now: () => new Date(time),
    advance: (ms) => void (time += ms),
    set: (next) => void (time = new Date(next).getTime()),
  };
}
