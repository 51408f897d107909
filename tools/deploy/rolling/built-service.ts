import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { bundleOptions, workspaceRoot } from '../../build/bundle-app';

/** Builds the apps as they are deployed, each into a folder of this run; answers their files. */
export async function bundleApps(names: readonly string[]): Promise<Map<string, string>> {
  const built = names.map(async (name) => {
    const outDir = path.join(workspaceRoot, '.local/rolling', String(process.pid), name);
    const entry = path.join(workspaceRoot, 'apps', name, 'src/main.ts');
    await esbuild.build(await bundleOptions({ app: name, entry, outDir }));
    return [name, path.join(outDir, 'main.js')] as const;
  });
  return new Map(await Promise.all(built));
}

export interface BuiltService {
  readonly pid: number;
  readonly output: () => string;
  /** SIGTERM; the exit code, null when it had to be killed. */
  stop(): Promise<number | null>;
  kill(): void;
}

/** Starts a built app; resolves when it has logged that it is ready. */
export async function startBuilt(
  main: string,
  env: Readonly<Record<string, string>>,
): Promise<BuiltService> {
  const child = spawn(process.execPath, [main], {
    cwd: workspaceRoot,
    env: { NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = once(child, 'close').then(([code]) => code as number | null);
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data: Buffer) => {
        output += data.toString();
        if (/\bready"/.test(output)) resolve();
      });
    }
    void ended.then(() => reject(new Error(`${main} ended before it was ready:\n${output}`)));
  });
  return {
    pid: child.pid as number,
    output: () => output,
    kill: () => void child.kill('SIGKILL'),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
