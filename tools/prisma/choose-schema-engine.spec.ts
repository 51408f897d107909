import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chooseSchemaEngine } from './choose-schema-engine';

describe('chooseSchemaEngine', () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'otto-engines-'));
  afterAll(() => rmSync(dir, { recursive: true }));

  it('takes our launcher where nothing else is there', () => {
    expect(chooseSchemaEngine({}, path.join(dir, 'absent'))).toMatch(/schema-engine\.mjs$/);
  });

  it('leaves an engine named by the operator alone', () => {
    expect(chooseSchemaEngine({ PRISMA_SCHEMA_ENGINE_BINARY: '/opt/engine' }, dir)).toBeUndefined();
  });

  it('lets the CLI use a native engine that was downloaded', () => {
    writeFileSync(path.join(dir, 'schema-engine-debian-openssl-3.0.x'), '');
    expect(chooseSchemaEngine({}, dir)).toBeUndefined();
  });
});
