import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '../../../..');

export interface SpecProcess {
  readonly pid: number;
  /** What it has printed so far. */
  output(): string;
  kill(signal: NodeJS.Signals): void;
  /** The exit code, or 128 and something for a signal's death; settles when it has ended. */
  readonly ended: Promise<number>;
}

/** Runs a TypeScript file as a process of its own; resolves when it has printed `ready`. */
export async function startSpecProcess(
  file: string,
  args: readonly string[],
): Promise<SpecProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'test', TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json') },
  });
  let output = '';
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 143)));
  });
  await new Promise<void>((resolve, reject) => {
    const onData = (data: Buffer) => {
      output += data.toString();
      if (/\bready\b/.test(output)) resolve();
    };
    child.stdout.on('data', onData);
    child.stderr.on('data', onData);
    void ended.then((code) =>
      reject(new Error(`${file} ended with ${code} before it was ready:\n${output}`)),
    );
  });
  return {
    pid: pidOf(child),
    output: () => output,
    kill: (signal) => void child.kill(signal),
    ended,
  };
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('the process did not start');
  return child.pid;
}
