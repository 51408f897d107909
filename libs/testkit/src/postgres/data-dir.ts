import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { isReachable, unprivilegedIdentity } from './unprivileged';

/**
 * Makes the data folder, owned by whoever runs PostgreSQL, and answers with its real place. As root
 * below a folder that others may not enter, the data lies in /var/tmp and `dir` links to it; once
 * the link is gone, the data belongs to nobody and a new folder is made.
 */
export function prepareDataDir(dir: string): string {
  const identity = unprivilegedIdentity();
  mkdirSync(path.dirname(dir), { recursive: true });
  const isLink = lstatSync(dir, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  if (!identity || (!isLink && isReachable(path.dirname(dir)))) return owned(dir, identity);
  const hash = createHash('sha256').update(path.resolve(dir)).digest('hex').slice(0, 12);
  const place = path.join('/var/tmp', `otto-postgres-data-${hash}`);
  if (!isLink || readlinkSync(dir) !== place || !existsSync(place)) {
    rmSync(place, { recursive: true, force: true });
    rmSync(dir, { recursive: true, force: true });
    symlinkSync(place, dir);
  }
  return owned(place, identity);
}

function owned(dir: string, identity: { uid: number; gid: number } | undefined): string {
  mkdirSync(dir, { recursive: true });
  chmodSync(dir, 0o700);
  if (identity) chownSync(dir, identity.uid, identity.gid);
  return dir;
}
