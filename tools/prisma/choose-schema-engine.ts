import { readdirSync } from 'node:fs';
import path from 'node:path';

const NATIVE_ENGINES = path.join(__dirname, '../../node_modules/@prisma/engines');
const OUR_ENGINE = path.join(__dirname, 'schema-engine.mjs');

/**
 * The engine that the Prisma CLI should start: undefined leaves the choice to the CLI, because the
 * operator has named one or the native one was downloaded; otherwise our own launcher.
 */
export function chooseSchemaEngine(
  env: NodeJS.ProcessEnv = process.env,
  nativeEngines = NATIVE_ENGINES,
): string | undefined {
  if (env['PRISMA_SCHEMA_ENGINE_BINARY'] || hasNativeEngine(nativeEngines)) return undefined;
  return OUR_ENGINE;
}

function hasNativeEngine(dir: string): boolean {
  try {
    return readdirSync(dir).some((name) => /^schema-engine-[^.]+(\.\d+\.x)?(\.exe)?$/.test(name));
  } catch {
    return false;
  }
}
