import { Counter, Gauge, type Registry } from 'prom-client';

/** Later than this after its time, a tick is late. */
const LATE_MS = 10_000;

export interface SettledTick {
  readonly schedule: string;
  readonly outcome: string;
  readonly lateMs: number;
}

export interface ScheduleState {
  readonly schedule: string;
  readonly lastTickSeconds: number;
}

export function createBeatMetrics(registry: Registry) {
  const registers = [registry];
  let read: (() => Promise<readonly ScheduleState[]>) | undefined;
  const ticks = new Counter({
    name: 'otto_beat_ticks_total',
    help: 'Settled ticks: fired, caught_up, missed or skipped.',
    labelNames: ['schedule', 'outcome'],
    registers,
  });
  const late = new Counter({
    name: 'otto_beat_ticks_late_total',
    help: 'Ticks that came more than 10 s after their time.',
    labelNames: ['schedule'],
    registers,
  });
  let isLeading: (() => boolean) | undefined;
  new Gauge({
    name: 'otto_beat_leading',
    help: '1 while this process leads.',
    registers,
    collect() {
      if (isLeading) this.set(isLeading() ? 1 : 0);
    },
  });
  new Gauge({
    name: 'otto_beat_last_tick_age_seconds',
    help: 'Since the newest tick of a schedule; workers tell, because a silent beat cannot.',
    labelNames: ['schedule'],
    registers,
    async collect() {
      if (!read) return;
      this.reset();
      for (const { schedule, lastTickSeconds } of await read().catch(() => []))
        this.set({ schedule }, lastTickSeconds);
    },
  });
  return {
    settled: ({ schedule, outcome, lateMs }: SettledTick) => {
      ticks.inc({ schedule, outcome });
      if (lateMs > LATE_MS) late.inc({ schedule });
    },
    watchLeader: (source: () => boolean) => {
      isLeading = source;
    },
    watch: (source: () => Promise<readonly ScheduleState[]>) => {
      read = source;
    },
  };
}
