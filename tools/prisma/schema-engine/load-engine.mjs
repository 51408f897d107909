import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { MigrationAdapterFactory } from './adapter-factory.mjs';
import { isDebug, log } from './log.mjs';

/** Some requests need no database, but the engine wants an adapter in any case. */
const NO_DATABASE = 'postgresql://127.0.0.1:1/none';

/** Instantiates the WASM engine for the schema files and the database of this run. */
export async function loadEngine({ datasourceUrl, schemaFiles }) {
  // The WASM module reports a panic here, and dies with an unrelated error if it cannot.
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => log('ERROR', { is_panic: true, message }),
  };
  const { resolve } = createRequire(import.meta.url);
  const file = resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm');
  const { instance } = await WebAssembly.instantiate(readFileSync(file), {
    './schema_engine_bg.js': bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();

  const datamodels = schemaFiles.map((path) => [path, readFileSync(path, 'utf8')]);
  const factory = new MigrationAdapterFactory(datasourceUrl ?? NO_DATABASE);
  return bindings.SchemaEngine.new(
    { datamodels: datamodels.length > 0 ? datamodels : undefined },
    (message) => isDebug && process.stderr.write(`${message}\n`),
    bindMigrationAwareSqlAdapterFactory(factory),
  );
}
