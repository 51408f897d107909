import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { workspaceRoot, type AppPaths } from './bundle-app';

export interface AppProcess {
  /** Ends the running process, if any, and starts the bundle anew. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The node process of one app, with the root .env when there is one. */
export function createAppProcess({ app, outDir }: AppPaths): AppProcess {
  let child: ChildProcess | undefined;

  async function stop(): Promise<void> {
    if (!child || hasEnded(child)) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }

  return {
    stop,
    restart: async () => {
      await stop();
      const envFile = path.join(workspaceRoot, '.env');
      const envFlags = existsSync(envFile) ? [`--env-file=${envFile}`] : [];
      const command = ['--enable-source-maps', ...envFlags, path.join(outDir, 'main.js')];
      const started = spawn(process.execPath, command, {
        cwd: workspaceRoot,
        stdio: 'inherit',
        // A Ctrl-C reaches only the watcher, which then ends the app with one signal.
        detached: true,
      });
      started.on('exit', (code, signal) => {
        console.log(`[${app}] ended (${signal ?? `exit code ${code}`})`);
      });
      child = started;
    },
  };
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;
