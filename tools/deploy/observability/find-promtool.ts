import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

const cache = path.resolve(__dirname, '../../../.local/promtool');
const FETCH_MS = 20_000;

/** promtool of this machine, or Debian's in .local; undefined where neither can be had. */
export function findPromtool(): string | undefined {
  const places = ['/usr/bin/promtool', '/usr/local/bin/promtool', path.join(cache, 'promtool')];
  return places.find((place) => existsSync(place)) ?? fetchPromtool();
}

/** Takes the one program out of Debian's package; nothing is installed. */
function fetchPromtool(): string | undefined {
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(path.join(cache, 'fetch-'));
  const run = (script: string) =>
    execFileSync('sh', ['-ec', script], { cwd: work, timeout: FETCH_MS, stdio: 'ignore' });
  try {
    run('apt-get download prometheus');
    const [file = ''] = readdirSync(work).filter((name) => name.endsWith('.deb'));
    run(`dpkg --fsys-tarfile '${file}' | tar -x ./usr/bin/promtool`);
    renameSync(path.join(work, 'usr/bin/promtool'), path.join(cache, 'promtool'));
    return path.join(cache, 'promtool');
  } catch {
    return undefined;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
