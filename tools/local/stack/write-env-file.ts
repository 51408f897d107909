import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { appEnv } from './app-env';
import { files } from './files';
import { writePrivateFile } from './private-file';
import type { Progress } from './progress';
import type { Stack } from './stack-file';

const HEADER = '# Written by `npm run services`; the next one replaces it.';

/** Writes the root .env that `nx serve` hands to an app; one that people wrote is kept aside. */
export function writeEnvFile(stack: Stack, progress: Progress): void {
  if (existsSync(files.env) && !readFileSync(files.env, 'utf8').startsWith(HEADER)) {
    const aside = path.join(files.local, 'env.before-services');
    copyFileSync(files.env, aside);
    progress('your own .env was kept as .local/env.before-services');
  }
  const lines = Object.entries(appEnv(stack)).map(([name, value]) => `${name}="${value}"`);
  writePrivateFile(files.env, `${[HEADER, ...lines].join('\n')}\n`);
}
