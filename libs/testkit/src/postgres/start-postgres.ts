import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../server/free-port';
import type { LocalServer } from '../server/local-server';
import { runCommand } from '../server/run-command';
import { startServerProcess, waitUntilReady, type ServerProcess } from '../server/server-process';
import { postgresBinDir } from './binaries';
import { prepareDataDir } from './data-dir';
import { unprivilegedIdentity } from './unprivileged';

export interface PostgresOptions {
  /** Made on first use; holds every database of this server. */
  readonly dataDir: string;
  readonly port?: number;
  /** Next to the data folder by default. */
  readonly logFile?: string;
  /** Survives Ctrl-C in the terminal; the parent must call stop(). */
  readonly detached?: boolean;
  readonly onProgress?: (line: string) => void;
}

const FIXED_SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  // A row that was refused, and the statement with it, may be a customer's: not for the log.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

/** Starts a real PostgreSQL from the npm package on loopback; the url names its database postgres. */
export async function startPostgres(options: PostgresOptions): Promise<LocalServer> {
  const binDir = postgresBinDir();
  const dataDir = path.join(prepareDataDir(options.dataDir), 'cluster');
  if (!existsSync(dataDir)) {
    options.onProgress?.('making a new PostgreSQL data folder');
    await initialise(binDir, dataDir);
  }
  const port = options.port ?? (await freePort());
  const settings = { ...FIXED_SETTINGS, port: String(port) };
  const server = await startServerProcess({
    name: 'PostgreSQL',
    command: path.join(binDir, 'postgres'),
    args: [
      '-D',
      dataDir,
      ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ],
    logFile: options.logFile ?? `${options.dataDir}.log`,
    cwd: dataDir,
    // PostgreSQL's "fast" shutdown: sessions are ended, the data is checkpointed.
    stopSignal: 'SIGINT',
    graceMs: 15_000,
    detached: options.detached ?? false,
    ...unprivilegedIdentity(),
  });
  await waitUntilReady('PostgreSQL', server, () => isReady(dataDir, server));
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    port,
    pid: server.pid,
    ended: server.ended,
    stop: server.stop,
  };
}

/** Built beside its final place, so that an interrupted first start leaves nothing half-made. */
async function initialise(binDir: string, dataDir: string): Promise<void> {
  const partial = `${dataDir}.partial`;
  rmSync(partial, { recursive: true, force: true });
  const args = ['-D', partial, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  await runCommand(path.join(binDir, 'initdb'), [...args, ...locale], {
    cwd: path.dirname(dataDir),
    ...unprivilegedIdentity(),
  });
  renameSync(partial, dataDir);
}

/** The last line of postmaster.pid is what pg_ctl -w reads, too. */
function isReady(dataDir: string, server: ServerProcess): boolean {
  const file = path.join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return false;
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines[0] === String(server.pid) && lines[7]?.trim() === 'ready';
}
