import path from 'node:path';
import { defineConfig } from 'prisma/config';

// Prisma's CLI wants its native schema engine, which it downloads. Where that is not possible our
// own launcher runs the same engine as WASM (docs/adr/0004-prisma-without-engine-downloads.md).
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= path.join(__dirname, 'tools/prisma/schema-engine.mjs');

const databaseUrl = process.env['DATABASE_URL'];

export default defineConfig({
  schema: 'libs/db/prisma/schema',
  migrations: { path: 'libs/db/prisma/migrations' },
  ...(databaseUrl ? { datasource: { url: databaseUrl } } : {}),
});
