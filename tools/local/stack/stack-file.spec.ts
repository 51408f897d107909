import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readKeepsakes, writeStack } from './stack-file';

describe('.local/stack.json', () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'otto-stack-'));
  const file = path.join(dir, 'stack.json');
  afterAll(() => rmSync(dir, { recursive: true }));

  it('keeps tokens and keys over starts', () => {
    const first = readKeepsakes(file);
    writeStack(first, file);
    expect(readKeepsakes(file)).toEqual(first);
  });

  it('can be read by its owner only', () => {
    writeStack(readKeepsakes(file), file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('has secrets of its own for every company and every checkout', () => {
    const [here, elsewhere] = [readKeepsakes(file), readKeepsakes(path.join(dir, 'none.json'))];
    const keys = [...here.companies, ...elsewhere.companies].map((c) => c.callrail.signingKey);
    expect(new Set(keys).size).toBe(4);
    expect(elsewhere.secrets.encryptionKey).not.toBe(here.secrets.encryptionKey);
  });
});
