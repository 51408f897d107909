import path from 'node:path';
import { loadDatabaseConfig } from '@otto/config';
import { applyMigrations, createSqlPool } from '@otto/db/sql';
import { startService } from '@otto/observability';

// Web's pre-deploy command: the build puts the migrations beside this file.
startService(async () => {
  const database = loadDatabaseConfig(process.env);
  const sql = createSqlPool({ url: database.url, max: 1, name: 'otto-migrate' });
  const applied = await applyMigrations(sql, path.join(__dirname, 'migrations'));
  await sql.close();
  process.stdout.write(`${applied.length} migrations applied\n`);
});
