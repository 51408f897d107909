import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { isRunning } from '../process/is-running';
import { inStopOrder, type Part } from './part';
import { writePrivateFile } from './private-file';

interface Running {
  readonly pid: number;
  readonly command: string;
  readonly parts: readonly { name: string; pid: number; mark: string }[];
}

export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning';
}

export interface Instance {
  /** Writes down what would be left behind if this process were killed. */
  note(parts: readonly Part[]): void;
  release(): void;
}

/**
 * Claims the data folder for this process. Throws AlreadyRunning where another one holds it; ends
 * what a killed one has left behind.
 */
export async function claimInstance(
  file: string,
  command: string,
  onProgress: (line: string) => void,
): Promise<Instance> {
  const note = (parts: readonly Part[]) =>
    writePrivateFile(
      file,
      JSON.stringify({ pid: process.pid, command, parts: parts.map(summary) }),
    );
  const last = readLast(file);
  if (last && last.pid !== process.pid && isRunning(last.pid, 'tools/local/')) {
    throw new AlreadyRunning(
      `Otto is running here already (${last.command}, process ${last.pid}). Stop it first: Ctrl-C there, or kill ${last.pid}.`,
    );
  }
  for (const part of inStopOrder(last?.parts ?? [])) await endLeftover(part, onProgress);
  note([]);
  return { note, release: () => rmSync(file, { force: true }) };
}

const summary = ({ name, pid, mark }: Part) => ({ name, pid, mark });

function readLast(file: string): Running | null {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Running;
  } catch {
    return null;
  }
}

async function endLeftover(
  { name, pid, mark }: Running['parts'][number],
  onProgress: (line: string) => void,
): Promise<void> {
  if (!isRunning(pid, mark)) return;
  onProgress(`ending ${name} (process ${pid}), left behind by a start that was killed`);
  // PostgreSQL takes SIGINT as "end your sessions and shut down".
  process.kill(pid, name === 'postgres' ? 'SIGINT' : 'SIGTERM');
  for (let waited = 0; waited < 15_000 && isRunning(pid, mark); waited += 50) await wait(50);
  if (isRunning(pid, mark)) process.kill(pid, 'SIGKILL');
}
