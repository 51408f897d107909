import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BuildOptions, Metafile } from 'esbuild';
import { createAppManifest, type WorkspaceManifest } from './app-manifest';
import { forbiddenParts } from './bundle-rules';
import { droppableLibs } from './droppable-libs';
import { externalPackages } from './external-packages';
import type { LockedPackages } from './locked-packages';

export const workspaceRoot = path.resolve(__dirname, '../..');

export interface AppPaths {
  readonly app: string;
  readonly entry: string;
  readonly outDir: string;
}

/** Where an app's source is and where its bundle goes, from a project root such as apps/web. */
export function appPaths(projectRoot: string): AppPaths {
  const app = path.basename(projectRoot);
  return {
    app,
    entry: path.join(workspaceRoot, projectRoot, 'src/main.ts'),
    outDir: path.join(workspaceRoot, 'dist', projectRoot),
  };
}

/**
 * The libs are bundled (through the paths of tsconfig.base.json), npm packages are not: bee-queue
 * reads Lua files beside its own code, and a bundled copy would hide what the app depends on.
 */
export async function bundleOptions({ entry, outDir }: AppPaths): Promise<BuildOptions> {
  return {
    absWorkingDir: workspaceRoot,
    entryPoints: [entry],
    outfile: path.join(outDir, 'main.js'),
    tsconfig: path.join(workspaceRoot, 'tsconfig.base.json'),
    bundle: true,
    plugins: [droppableLibs],
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    keepNames: true,
    sourcemap: true,
    metafile: true,
    logLevel: 'warning',
  };
}

/** Checks a finished bundle and writes the package.json and the lock file beside it. */
export async function completeBundle({ app, outDir }: AppPaths, metafile: Metafile): Promise<void> {
  const wrong = forbiddenParts(app, metafile);
  if (wrong.length > 0) {
    await rm(outDir, { recursive: true, force: true });
    throw new Error(`${app} must not contain:\n${wrong.map((part) => `  ${part}`).join('\n')}`);
  }
  const { packageJson, packageLock } = createAppManifest({
    app,
    externals: externalPackages(metafile),
    workspace: await readJson<WorkspaceManifest>('package.json'),
    locked: (await readJson<{ packages: LockedPackages }>('package-lock.json')).packages,
  });
  await writeFile(path.join(outDir, 'package.json'), json(packageJson));
  await writeFile(path.join(outDir, 'package-lock.json'), json(packageLock));
}

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(path.join(workspaceRoot, file), 'utf8')) as T;
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
