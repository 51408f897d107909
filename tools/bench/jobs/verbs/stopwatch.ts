import type { Done, Emit } from '../protocol';

export interface Stopwatch {
  readonly isRunning: boolean;
  /** Tells of the first job, once, and measures from there. */
  start(): void;
  read(jobs: number): Done;
}

/** Time and CPU time of this process since its first job. */
export function createStopwatch(emit: Emit): Stopwatch {
  let start: { at: number; cpu: NodeJS.CpuUsage } | undefined;
  return {
    get isRunning() {
      return start !== undefined;
    },
    start: () => {
      if (start) return;
      start = { at: performance.now(), cpu: process.cpuUsage() };
      emit({ event: 'first' });
    },
    read: (jobs) => {
      if (!start) return { event: 'done', jobs, secs: 0, cpu: 0 };
      const cpu = process.cpuUsage(start.cpu);
      return {
        event: 'done',
        jobs,
        secs: round((performance.now() - start.at) / 1_000),
        cpu: round((cpu.user + cpu.system) / 1e6),
      };
    },
  };
}

const round = (seconds: number) => Math.round(seconds * 1e6) / 1e6;
