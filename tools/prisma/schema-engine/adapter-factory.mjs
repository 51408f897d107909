import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { DriverAdapterError } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { markCharColumns, unmarkCharColumns } from './char-columns.mjs';
import { connectionSettings, schemaOf } from './connection.mjs';

/** Prisma's pg adapter with its gaps closed that matter to migrations. */
export class MigrationAdapterFactory extends PrismaPg {
  constructor(url) {
    const schema = schemaOf(url);
    const options = schema ? { schema } : undefined;
    super(connectionSettings(url), options);
    this.url = url;
    this.adapterOptions = options;
    markCharColumns();
  }

  async connect() {
    return fitForMigrations(await super.connect());
  }

  /** A scratch database that exists for as long as the answered connection. */
  async connectToShadowDb() {
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    const main = await this.connect();
    await main.executeScript(`CREATE DATABASE "${name}"`);
    const pool = new PrismaPg(connectionSettings(this.url, name), this.adapterOptions);
    const shadow = fitForMigrations(await pool.connect());
    const dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await dispose();
      await main.executeScript(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await main.dispose();
    };
    return shadow;
  }
}

function fitForMigrations(adapter) {
  // The adapter's own version cuts scripts at every semicolon, those in comments, strings and $$
  // bodies too. As one simple query the script also is one transaction, as with the native engine.
  adapter.executeScript = async (script) => {
    await adapter.client.query(script).catch(reportInFull);
  };
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => unmarkCharColumns(await queryRaw(query));
  return adapter;
}

/**
 * Whoever writes a migration needs all of PostgreSQL's error. Adapter and engine cut an error whose
 * SQLSTATE they know down to its kind, so it goes in the text.
 */
function reportInFull(error) {
  if (!(error instanceof pg.DatabaseError)) throw error;
  const { code, severity, detail, column, hint, position } = error;
  const where = position ? ` at character ${position}` : '';
  const message = `${error.message} (${code}${where})`;
  throw new DriverAdapterError({
    kind: 'postgres',
    ...{ originalCode: code, originalMessage: message },
    ...{ code: 'XX000', severity, message, detail, column, hint },
  });
}
