import { z } from 'zod';

/** Time that passes faster than on the wall: it was `from` at the moment `since`. */
export interface FastTime {
  readonly from: Date;
  readonly since: Date;
  readonly speed: number;
}

const FORM = /^from=([^,]+),since=([^,]+),speed=(\d{1,6})$/;

const moment = z.iso.datetime().transform((text) => new Date(text));

/** `from=…Z,since=…Z,speed=3600`, as only a simulation on one's own machine gives it. */
export const fastTime = () =>
  z.string().transform((text, context): FastTime => {
    const [, from, since, speed] = FORM.exec(text) ?? [];
    const read = z
      .object({ from: moment, since: moment, speed: z.coerce.number().min(1) })
      .safeParse({ from, since, speed });
    if (read.success) return read.data;
    context.addIssue(
      'must look like from=2026-01-05T14:00:00Z,since=2026-01-02T08:00:00Z,speed=60',
    );
    return z.NEVER;
  });

/** The value of OTTO_CLOCK that says so. */
export function writeFastTime({ from, since, speed }: FastTime): string {
  return `from=${from.toISOString()},since=${since.toISOString()},speed=${speed}`;
}

/** Tells the time: the system's, unless a simulation has it pass faster. */
export function createClock(fast: FastTime | null): { now(): Date } {
  if (fast === null) return { now: () => new Date() };
  const { from, since, speed } = fast;
  return { now: () => new Date(from.getTime() + (Date.now() - since.getTime()) * speed) };
}
