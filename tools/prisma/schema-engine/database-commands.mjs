import pg from 'pg';
import { connectionSettings } from './connection.mjs';
import { log } from './log.mjs';

const NETWORK_FAILURES = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH'];
/** PostgreSQL's SQLSTATE to Prisma's error code. */
const PRISMA_CODES = { '3D000': 'P1003', '28P01': 'P1000', 28000: 'P1010', '42P04': 'P1009' };

const commands = {
  'can-connect-to-database': (url) => run(url, undefined, 'select 1'),
  'create-database': (url, name) =>
    run(url, 'postgres', `create database ${pg.escapeIdentifier(name)}`),
  'drop-database': (url, name) =>
    run(url, 'postgres', `drop database ${pg.escapeIdentifier(name)} with (force)`),
};

/** Does what `schema-engine cli <command>` does and answers with the exit code. */
export async function runDatabaseCommand(command, url) {
  // The CLI throws the first line of stderr away.
  log('INFO', { message: 'Starting schema engine CLI' });
  const name = decodeURIComponent(new URL(url).pathname.slice(1)) || 'postgres';
  try {
    if (!commands[command]) throw new Error(`unknown command: ${command}`);
    await commands[command](url, name);
    log('INFO', { message: `${command}: done` });
    return 0;
  } catch (error) {
    log('ERROR', { is_panic: false, ...describe(error, new URL(url).host, name) });
    return 1;
  }
}

async function run(url, database, sql) {
  const client = new pg.Client(connectionSettings(url, database));
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function describe(error, host, name) {
  if (NETWORK_FAILURES.includes(error.code)) {
    return { error_code: 'P1001', message: `Can't reach database server at \`${host}\`` };
  }
  if (error.code === '3D000') {
    return { error_code: 'P1003', message: `Database \`${name}\` does not exist at \`${host}\`.` };
  }
  return { error_code: PRISMA_CODES[error.code] ?? 'P1011', message: error.message };
}
