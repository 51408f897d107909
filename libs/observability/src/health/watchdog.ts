import { url as inspectorUrl } from 'node:inspector';
import { Worker } from 'node:worker_threads';
import type { Logger } from '../logger';

/** Nobody probes a service after its deploy, so that one which is stuck has to notice by itself. */
const STUCK_AFTER_MS = 60_000;
const CHECKS = 30;

export interface Watchdog {
  /** Says that a round of the service's work has come to its end, well or badly. */
  progress(): void;
  stop(): void;
}

export interface WatchdogOptions {
  readonly logger: Logger;
  readonly stuckAfterMs?: number;
  /** False where work comes from outside only, and no round is owed. */
  readonly expectsProgress: boolean;
  /** Ends the process; telemetry's says first what is still to be told. */
  readonly exit?: (code: number) => void;
}

/**
 * Ends the process when its event loop is blocked (a thread of its own sees that, and kills), or
 * when its rounds of work no longer come to an end (exit 1). A paused process is not stuck: the
 * thread counts its own looks, and does not look while everything is paused.
 */
export function startWatchdog(options: WatchdogOptions): Watchdog {
  const { logger, stuckAfterMs = STUCK_AFTER_MS, expectsProgress, exit = process.exit } = options;
  const everyMs = stuckAfterMs / CHECKS;
  const beats = new Int32Array(new SharedArrayBuffer(4));
  let looksWithoutProgress = 0;
  const timer = setInterval(() => {
    Atomics.add(beats, 0, 1);
    looksWithoutProgress += 1;
    if (!expectsProgress || looksWithoutProgress <= CHECKS * 2) return;
    logger.error('no round of work has ended: this process is stuck', {
      seconds: Math.round((stuckAfterMs * 2) / 1_000),
    });
    clearInterval(timer);
    exit(1);
  }, everyMs);
  timer.unref();
  const thread = startThread(beats, everyMs);
  // Without the watch the service still does its work.
  thread?.on('error', (error) => logger.error('nobody watches the event loop', { error }));
  return {
    progress: () => {
      looksWithoutProgress = 0;
    },
    stop: () => {
      clearInterval(timer);
      void thread?.terminate();
    },
  };
}

const WATCH = `
  const { beats, everyMs, checks, pid } = require('node:worker_threads').workerData;
  let last = -1, unchanged = 0;
  setInterval(() => {
    const now = Atomics.load(beats, 0);
    unchanged = now === last ? unchanged + 1 : 0;
    last = now;
    if (unchanged < checks) return;
    require('node:fs').writeSync(2, 'the event loop is blocked: ending this process\\n');
    process.kill(pid, 'SIGKILL');
  }, everyMs);`;

/** None while somebody debugs: a breakpoint blocks as well. */
function startThread(beats: Int32Array, everyMs: number): Worker | undefined {
  if (inspectorUrl() !== undefined) return undefined;
  const thread = new Worker(WATCH, {
    eval: true,
    workerData: { beats, everyMs, checks: CHECKS, pid: process.pid },
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
    execArgv: [],
    env: {},
  });
  thread.unref();
  return thread;
}
