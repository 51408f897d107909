import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AlreadyRunning, claimInstance } from './single-instance';

describe('a claim on the data folder', () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'otto-claim-'));
  const file = path.join(dir, 'running.json');
  const children: ChildProcess[] = [];

  afterAll(async () => {
    await Promise.all(children.map(end));
    rmSync(dir, { recursive: true });
  });

  it('is refused while another start holds it, naming that process', async () => {
    const other = await start('tools/local/other');
    write({ pid: other.pid, command: 'npm start', parts: [] });
    const claim = claimInstance(file, 'npm start', () => undefined);
    await expect(claim).rejects.toThrow(AlreadyRunning);
    await expect(claim).rejects.toThrow(String(other.pid));
    await end(other);
  });

  it('ends what a killed start has left behind, and no stranger with its id', async () => {
    const [left, stranger] = [await start('left-behind'), await start('stranger')];
    const gone = once(left, 'exit');
    const parts = [
      { name: 'web', pid: left.pid, mark: 'left-behind' },
      { name: 'redis', pid: stranger.pid, mark: ':63790' },
    ];
    write({ pid: 2 ** 22 + 1, command: 'npm start', parts });
    const instance = await claimInstance(file, 'npm start', () => undefined);
    await gone;
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    instance.release();
    expect(existsSync(file)).toBe(false);
  });

  it('does not trip over a file that was cut off', async () => {
    writeFileSync(file, '{"pid": 1');
    const instance = await claimInstance(file, 'npm start', () => undefined);
    instance.release();
  });

  function write(running: unknown): void {
    writeFileSync(file, JSON.stringify(running));
  }

  async function start(mark: string): Promise<ChildProcess> {
    const program = 'console.log("up"); setInterval(() => undefined, 60_000)';
    const child = spawn(process.execPath, ['-e', program, mark], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    children.push(child);
    await once(child.stdout, 'data');
    return child;
  }
});

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
