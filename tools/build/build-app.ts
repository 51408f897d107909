/**
 * Builds one app into dist/apps/<app>: `node --import tsx tools/build/build-app.ts apps/web`.
 * With --watch it also runs the app, and rebuilds and restarts it on every change.
 */
import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import {
  appPaths,
  bundleOptions,
  completeBundle,
  workspaceRoot,
  type AppPaths,
} from './bundle-app';
import { createAppProcess } from './run-app';

async function main([projectRoot = '', mode]: readonly string[]): Promise<void> {
  const paths = appPaths(projectRoot);
  if (!existsSync(paths.entry)) throw new Error(`there is no ${paths.entry}`);
  await (mode === '--watch' ? watch(paths) : build(paths));
}

async function build(paths: AppPaths): Promise<void> {
  const { metafile } = await esbuild.build({ ...(await bundleOptions(paths)), metafile: true });
  await completeBundle(paths, metafile);
  await addMigrations(paths);
}

/** The app that migrates carries the migrations, and runs where there is no Prisma CLI. */
async function addMigrations(paths: AppPaths): Promise<void> {
  const entry = path.join(path.dirname(paths.entry), 'migrate.ts');
  if (!existsSync(entry)) return;
  const outfile = path.join(paths.outDir, 'migrate.js');
  await esbuild.build({ ...(await bundleOptions({ ...paths, entry })), outfile });
  await cp(
    path.join(workspaceRoot, 'libs/db/prisma/migrations'),
    path.join(paths.outDir, 'migrations'),
    { recursive: true },
  );
}

async function watch(paths: AppPaths): Promise<void> {
  const app = createAppProcess(paths);
  const { plugins = [], ...options } = await bundleOptions(paths);
  const context = await esbuild.context({
    ...options,
    plugins: [
      ...plugins,
      {
        name: 'restart',
        setup: (setup) =>
          setup.onEnd(async ({ errors, metafile }) => {
            if (errors.length > 0 || !metafile) return;
            await completeBundle(paths, metafile);
            await app.restart();
          }),
      },
    ],
  });
  const finish = async () => {
    await context.dispose();
    await app.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void finish());
  await context.watch();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
