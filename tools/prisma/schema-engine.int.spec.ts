import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';

const ENGINE = path.join(__dirname, 'schema-engine.mjs');
const PRISMA = path.join(__dirname, '../../node_modules/prisma/build/index.js');

const TRAPS = `-- a comment; with a semicolon
create table notes (id int primary key, body text default 'a; b', kind "char" not null default 'x');
create function bump() returns int language plpgsql as $$
begin
  perform 1; -- and; another
  return 2;
end $$;
insert into notes (id) select bump();
`;

const SCHEMA = `datasource db {
  provider = "postgresql"
}
model notes {
  id   Int     @id
  body String? @default("a; b")
  kind String  @default("x") @db.Char(1)
}
`;

describe('the Prisma CLI on our schema engine', () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'otto-prisma-'));
  const name = `otto_prisma_${randomBytes(4).toString('hex')}`;
  const serverUrl = process.env['OTTO_TEST_DATABASE_URL'] ?? '';
  const url = new URL(`/${name}`, serverUrl).href;

  beforeAll(() => {
    mkdirSync(path.join(dir, 'migrations/1_first'), { recursive: true });
    writeFileSync(path.join(dir, 'migrations/1_first/migration.sql'), TRAPS);
    writeFileSync(path.join(dir, 'migrations/migration_lock.toml'), 'provider = "postgresql"\n');
    writeFileSync(path.join(dir, 'schema.prisma'), SCHEMA);
    writeFileSync(
      path.join(dir, 'prisma.config.ts'),
      `export default { schema: 'schema.prisma', migrations: { path: 'migrations' }, datasource: { url: '${url}' } };\n`,
    );
  });
  afterAll(async () => {
    rmSync(dir, { recursive: true });
    await query(serverUrl, `drop database if exists ${name} with (force)`);
  });

  it('makes the database and applies a migration with comments and $$ bodies as it is', async () => {
    const deployed = await prisma(['migrate', 'deploy']);
    expect(deployed).toMatchObject({ code: 0, output: expect.stringContaining('1_first') });
    await expect(query(url, 'select id, body from notes')).resolves.toEqual([
      { id: 2, body: 'a; b' },
    ]);
    await expect(
      query(url, 'select migration_name, finished_at is not null as done from _prisma_migrations'),
    ).resolves.toEqual([{ migration_name: '1_first', done: true }]);
  });

  it('applies nothing the second time', async () => {
    const deployed = await prisma(['migrate', 'deploy']);
    expect(deployed).toMatchObject({ code: 0, output: expect.stringContaining('No pending') });
  });

  it('knows that the database is up to date', async () => {
    const status = await prisma(['migrate', 'status']);
    expect(status).toMatchObject({ code: 0, output: expect.stringContaining('up to date') });
  });

  it('compares the database, "char" columns included, with the schema', async () => {
    const diff = await prisma([
      ...['migrate', 'diff', '--script'],
      ...['--from-config-datasource', '--to-schema', 'schema.prisma'],
    ]);
    expect(diff).toMatchObject({ code: 0, output: expect.stringContaining('"kind"') });
    expect(diff.output).not.toContain('"body"');
  });

  it('reports a migration that fails with PostgreSQL’s own words, and leaves no half of it', async () => {
    mkdirSync(path.join(dir, 'migrations/2_broken'));
    writeFileSync(
      path.join(dir, 'migrations/2_broken/migration.sql'),
      'create table half (id int); select * from nowhere;',
    );
    const deployed = await prisma(['migrate', 'deploy']);
    expect(deployed.code).toBe(1);
    expect(deployed.output).toContain('relation "nowhere" does not exist');
    await expect(query(url, `select to_regclass('half') as half`)).resolves.toEqual([
      { half: null },
    ]);
  });

  it('names the server that cannot be reached', async () => {
    const deployed = await prisma(['migrate', 'deploy', '--config', 'gone.config.ts']);
    expect(deployed).toMatchObject({ code: 1, output: expect.stringContaining('127.0.0.1:1') });
  });

  function prisma(args: string[]): Promise<{ code: number | null; output: string }> {
    writeFileSync(
      path.join(dir, 'gone.config.ts'),
      `export default { schema: 'schema.prisma', datasource: { url: 'postgresql://x@127.0.0.1:1/x' } };\n`,
    );
    const child = spawn(process.execPath, [PRISMA, ...args], {
      cwd: dir,
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: ENGINE,
        CHECKPOINT_DISABLE: '1',
        NO_COLOR: '1',
      },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => void (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => void (output += chunk.toString()));
    return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
  }
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
