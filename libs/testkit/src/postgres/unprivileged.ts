import { statSync } from 'node:fs';
import path from 'node:path';

const NOBODY = 65_534;

/** PostgreSQL refuses to run as root; as root its programs run under this identity instead. */
export function unprivilegedIdentity(): { uid: number; gid: number } | undefined {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined;
}

/** Whether the unprivileged identity can walk to an existing path (a 0700 parent folder fails). */
export function isReachable(target: string): boolean {
  const resolved = path.resolve(target);
  const { root } = path.parse(resolved);
  for (let dir = resolved; dir !== root; dir = path.dirname(dir)) {
    const { mode, uid } = statSync(dir);
    if ((mode & (uid === NOBODY ? 0o100 : 0o001)) === 0) return false;
  }
  return true;
}
