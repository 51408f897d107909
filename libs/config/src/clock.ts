import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Time that passes faster than on the wall: it was `from` at the moment `since`. */
export interface FastTime {
  readonly from: Date;
  readonly since: Date;
  readonly speed: number;
}

const moment = z.iso.datetime().transform((text) => new Date(text));
const fastTime = z.object({ from: moment, since: moment, speed: z.number().min(1) });

/**
 * Tells the time: the system's, unless a file is named. Then time passes as the file says, from the
 * moment on at which the file is there: a simulation writes it when its services are ready.
 */
export function createClock(file: string | null): { now(): Date } {
  let fast: FastTime | null = null;
  return {
    now: () => {
      if (file !== null) fast ??= readFastTime(file);
      if (fast === null) return new Date();
      const { from, since, speed } = fast;
      return new Date(from.getTime() + (Date.now() - since.getTime()) * speed);
    },
  };
}

function readFastTime(file: string): FastTime | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return fastTime.parse(JSON.parse(text));
}
