import { readFileSync } from 'node:fs';
import path from 'node:path';
import { workspaceRoot } from './paths';

/** The version of an npm package as it lies in node_modules. */
export function installedVersion(name: string): string {
  const file = path.join(workspaceRoot, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
