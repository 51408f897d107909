import { appendFileSync, copyFileSync } from 'node:fs';
import path from 'node:path';

/** Names the folder in which `npm test` collects what its processes log; not set elsewhere. */
const TEST_LOGS = 'OTTO_TEST_LOGS';

/** Appends to a file of this process's own among the collected logs, if any are collected. */
export function collect(kind: string, text: string): void {
  const dir = process.env[TEST_LOGS];
  if (dir) appendFileSync(path.join(dir, `${kind}-${process.pid}.log`), text);
}

/** Keeps the log of a server that has ended; its own place goes with the run. */
export function collectServerLog(name: string, pid: number, logFile: string): void {
  const dir = process.env[TEST_LOGS];
  if (dir) copyFileSync(logFile, path.join(dir, `${name.toLowerCase()}-${pid}.log`));
}

/** Says of texts and phones that they are people's, so that no collected log may have them. */
export function collectPersonal(kind: 'body' | 'phone', texts: readonly string[]): void {
  const dir = process.env[TEST_LOGS];
  if (!dir || texts.length === 0) return;
  const lines = texts.map((text) => `${JSON.stringify({ kind, text })}\n`);
  appendFileSync(path.join(dir, `personal-${process.pid}.jsonl`), lines.join(''));
}

export const collectsLogs = (): boolean => Boolean(process.env[TEST_LOGS]);
