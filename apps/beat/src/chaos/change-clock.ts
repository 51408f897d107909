/** Shifts what this process takes for the time of day, as setting the machine's clock would. */
export function changeClock(byMs: number): void {
  const Real = Date;
  class Shifted extends Real {
    constructor(...args: ConstructorParameters<typeof Date> | []) {
      if (args.length === 0) super(Real.now() + byMs);
      else super(...(args as [number]));
    }

    static override now(): number {
      return Real.now() + byMs;
    }
  }
  globalThis.Date = Shifted as DateConstructor;
}
