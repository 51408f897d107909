import path from 'node:path';
import * as esbuild from 'esbuild';
import { bundleOptions } from '../../build/bundle-app';
import { workspaceRoot } from './paths';

/** Builds a program of a bench as the apps are built; answers with the file to run. */
export async function bundleProgram(entry: string, name: string): Promise<string> {
  const outDir = path.join(workspaceRoot, '.local/bench', name);
  await esbuild.build(await bundleOptions({ app: name, entry, outDir }));
  return path.join(outDir, 'main.js');
}
