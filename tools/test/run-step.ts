import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { workspaceRoot, type Step } from './steps';

export interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
}

/** Runs one step with its output on ours. A signal sent to us ends it, and so fails it. */
export async function runStep(step: Step): Promise<StepResult> {
  const { name, folder, env } = step;
  const [program, ...args] = step.command;
  if (folder) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  const startedAt = performance.now();
  const child = spawn(path.join(workspaceRoot, 'node_modules/.bin', program), args, {
    cwd: workspaceRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    env: {
      ...process.env,
      // No background process outlives the tests, and no full-screen view hides their output.
      NX_DAEMON: 'false',
      NX_TUI: 'false',
      ...env,
    },
  });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  const [code] = (await once(child, 'exit')) as [number | null];
  process.off('SIGINT', pass).off('SIGTERM', pass);
  return { name, ok: code === 0, seconds: (performance.now() - startedAt) / 1_000 };
}
