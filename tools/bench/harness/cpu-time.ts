import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Linux counts in hundredths of a second for whoever reads /proc. */
const TICKS_PER_SECOND = 100;

/** Seconds of CPU that a process has used so far, user and system. */
export async function cpuTime(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return cpuTimeByPs(pid);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** `[[days-]hours:]minutes:seconds` */
async function cpuTimeByPs(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'time=', '-p', String(pid)]);
  return stdout
    .trim()
    .replace('-', ':')
    .split(':')
    .reduce((seconds, part) => seconds * 60 + Number(part), 0);
}
