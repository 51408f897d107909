import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createTestDatabase, type TestDatabase } from '@otto/testkit';
import { applyMigrations } from './apply-migrations';

const OURS = path.join(__dirname, '../../../prisma/migrations');

describe('applyMigrations', () => {
  let test: TestDatabase;
  beforeAll(async () => (test = await createTestDatabase()));
  afterAll(() => test.stop());

  const sql = () => test.database.sql;
  async function folderWith(migrations: Record<string, string>): Promise<string> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'otto-migrations-'));
    for (const [name, text] of Object.entries(migrations)) {
      await mkdir(path.join(folder, name));
      await writeFile(path.join(folder, name, 'migration.sql'), text);
    }
    return folder;
  }

  it('finds nothing to do where Prisma has migrated', async () => {
    await expect(applyMigrations(sql(), OURS)).resolves.toEqual([]);
  });

  it('brings an empty schema to the same books as Prisma, checksums included', async () => {
    const books = () =>
      sql().query('select migration_name, checksum from _prisma_migrations order by 1');
    const ofPrisma = await books();
    await sql().query('drop schema public cascade');
    await sql().query('create schema public');
    const applied = await applyMigrations(sql(), OURS);
    expect(applied.length).toBeGreaterThan(1);
    expect(await books()).toEqual(ofPrisma);
  });

  it('applies each once when two run side by side', async () => {
    const folder = await folderWith({ '1_once': 'create table once_only (n int);' });
    const both = await Promise.all([
      applyMigrations(sql(), folder),
      applyMigrations(sql(), folder),
    ]);
    expect(both.flat()).toEqual(['1_once']);
  });

  it('does not go past a migration that failed', async () => {
    const folder = await folderWith({ '2_broken': 'create tabel x ();', '3_after': 'select 1;' });
    await expect(applyMigrations(sql(), folder)).rejects.toThrow('syntax error');
    await expect(applyMigrations(sql(), folder)).rejects.toThrow('2_broken failed earlier');
  });
});
