import { createTask, parse } from 'node-cron';

const MINUTE_MS = 60_000;

/** Finds the nominal times of one cron expression (six fields, UTC). */
export interface Slots {
  /** All slots after `after`, up to and including `upTo`, oldest first. */
  between(after: Date, upTo: Date): Date[];
}

/** The rules of cron fields are node-cron's; here is only the walk over the minutes. */
export function createSlots(cron: string): Slots {
  const { second: seconds } = parse(cron);
  const matcher = createTask(cron, () => undefined, { timezone: 'UTC' });
  const first = seconds[0] ?? 0;
  return {
    between: (after, upTo) => {
      const slots: Date[] = [];
      const start = Math.floor(after.getTime() / MINUTE_MS) * MINUTE_MS;
      for (let minute = start; minute <= upTo.getTime(); minute += MINUTE_MS) {
        if (!matcher.match(new Date(minute + first * 1_000))) continue;
        for (const second of seconds) slots.push(new Date(minute + second * 1_000));
      }
      return slots.filter((slot) => slot > after && slot <= upTo);
    },
  };
}
