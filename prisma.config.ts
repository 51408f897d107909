import { defineConfig } from 'prisma/config';
import { chooseSchemaEngine } from './tools/prisma/choose-schema-engine';

// docs/adr/0004-prisma-without-engine-downloads.md
const schemaEngine = chooseSchemaEngine();
if (schemaEngine) process.env['PRISMA_SCHEMA_ENGINE_BINARY'] = schemaEngine;

const databaseUrl = process.env['DATABASE_URL'];

export default defineConfig({
  schema: 'libs/db/prisma/schema',
  migrations: { path: 'libs/db/prisma/migrations' },
  ...(databaseUrl ? { datasource: { url: databaseUrl } } : {}),
});
