import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { appPaths, bundleOptions, workspaceRoot } from '../build/bundle-app';

export const APPS = ['web', 'worker', 'beat'] as const;
export type AppName = (typeof APPS)[number];

export interface BundledApps {
  main(app: AppName): string;
  remove(): Promise<void>;
}

/** The apps as they are in the source now, bundled as they are for a deployment. */
export async function bundleApps(apps: readonly AppName[] = APPS): Promise<BundledApps> {
  // Below the workspace, where the bundles find the npm packages.
  const dir = path.join(workspaceRoot, '.local', 'stages', String(process.pid));
  const outDir = (app: AppName) => path.join(dir, app);
  await Promise.all(
    apps.map(async (app) => {
      const paths = { ...appPaths(`apps/${app}`), outDir: outDir(app) };
      await esbuild.build(await bundleOptions(paths));
    }),
  );
  return {
    main: (app) => path.join(outDir(app), 'main.js'),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}
