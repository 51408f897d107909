/**
 * Does what a Dockerfile says in a scratch folder, where there is no Docker engine:
 * `npx tsx tools/deploy/dockerfile/replay.ts FOLDER`. Two steps are done otherwise: `npm ci` links
 * the packages of the lock from this workspace's node_modules (with --install it is run as it
 * stands), and the owner of files is left alone.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { createIgnored } from './ignored';
import { flatten, parseDockerfile, type Instruction } from './parse-dockerfile';

const root = path.resolve(__dirname, '../../..');

export interface Replay {
  /** Where the image's / would be. */
  readonly dir: string;
  readonly workdir: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface ReplayOptions {
  readonly dir: string;
  readonly targets: readonly string[];
  readonly install?: boolean;
}

/** Builds the stages that the targets need, each in a folder of its own. */
export function replayDockerfile(options: ReplayOptions): Map<string, Replay> {
  const stages = parseDockerfile(readFileSync(path.join(root, 'Dockerfile'), 'utf8'));
  const built = new Map<string, Replay>();
  const build = (name: string): Replay => {
    const before = built.get(name);
    if (before) return before;
    const steps = flatten(stages, name);
    const from = steps.map(({ value }) => /--from=(\S+)/.exec(value)?.[1]);
    for (const needed of from) if (needed) build(needed);
    const replay = runSteps(path.join(options.dir, name), steps, { ...options, built });
    built.set(name, replay);
    return replay;
  };
  options.targets.forEach(build);
  return built;
}

interface Surroundings {
  readonly install?: boolean;
  readonly built: ReadonlyMap<string, Replay>;
}

function runSteps(dir: string, steps: readonly Instruction[], around: Surroundings): Replay {
  let workdir = '/';
  let command: string[] = [];
  const env: Record<string, string> = {};
  for (const { keyword, value } of steps) {
    const here = path.join(dir, workdir);
    if (keyword === 'WORKDIR') mkdirSync(path.join(dir, (workdir = value)), { recursive: true });
    if (keyword === 'ENV') for (const pair of value.split(' ')) addPair(env, pair);
    if (keyword === 'COPY') copy(value, here, around.built);
    if (keyword === 'RUN') run(value, here, env, around.install ?? false);
    if (keyword === 'CMD') command = JSON.parse(value) as string[];
  }
  return { dir, workdir: path.join(dir, workdir), command, env };
}

function addPair(env: Record<string, string>, pair: string): void {
  const [name = '', value = ''] = pair.split('=');
  env[name] = value;
}

function copy(value: string, here: string, built: ReadonlyMap<string, Replay>): void {
  const words = value.split(' ');
  const from = words[0]?.startsWith('--from=') ? words.shift()?.slice('--from='.length) : undefined;
  const target = path.join(here, words.pop() ?? '');
  const isIgnored = createIgnored(readFileSync(path.join(root, '.dockerignore'), 'utf8'));
  for (const source of words) {
    const base = from === undefined ? root : (built.get(from)?.dir ?? '');
    const file = path.join(base, source);
    if (!existsSync(file)) throw new Error(`COPY ${value}: there is no ${source}`);
    const isFile = statSync(file).isFile();
    cpSync(file, isFile ? path.join(target, path.basename(source)) : target, {
      recursive: true,
      filter: (one) => from !== undefined || !isIgnored(path.relative(root, one)),
    });
  }
}

function run(value: string, here: string, env: Record<string, string>, install: boolean): void {
  const commands = value.split(' && ').filter((one) => !one.startsWith('chown '));
  for (const command of commands) {
    if (command.startsWith('npm ci') && !install) linkPackages(command, here);
    else execFileSync('sh', ['-c', command], { cwd: here, env: { ...process.env, ...env } });
  }
}

/** Only what the lock names at its top is there to be imported. */
function linkPackages(command: string, here: string): void {
  const prefix = /--prefix (\S+)/.exec(command)?.[1];
  const isWhole = prefix === undefined;
  const target = path.join(here, prefix ?? '', 'node_modules');
  if (isWhole) return symlinkSync(path.join(root, 'node_modules'), target);
  const lock = JSON.parse(readFileSync(path.join(here, prefix, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, unknown>;
  };
  for (const place of Object.keys(lock.packages)) {
    const [, name] = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(place) ?? [];
    if (name === undefined) continue;
    const link = path.join(target, name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(root, 'node_modules', name), link);
  }
}

if (require.main === module) {
  const [dir, mode] = process.argv.slice(2);
  if (!dir) throw new Error('usage: replay.ts FOLDER [--install]');
  const targets = ['web', 'worker', 'beat'];
  const replays = replayDockerfile({
    dir: path.resolve(dir),
    targets,
    install: mode === '--install',
  });
  for (const name of targets) console.log(name, replays.get(name)?.workdir);
}
