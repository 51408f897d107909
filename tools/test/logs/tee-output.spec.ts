import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const TEE = path.join(__dirname, 'tee-output.cjs');
const CHILD = `console.log('said', process.env.LOG_LEVEL); console.error('warned'); throw new Error('ended');`;
const PARENT = `
  process.stdout.write(Buffer.from('written\\n'));
  require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(CHILD)}], { env: {} });`;

describe('what a process prints', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'otto-tee-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('is collected, and that of a child with an environment of its own, to its last error', async () => {
    const child = spawn(process.execPath, ['-e', PARENT], {
      env: { OTTO_TEST_LOGS: dir, NODE_OPTIONS: `--require ${JSON.stringify(TEE)}` },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let output = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    await once(child, 'close');
    expect(output).toBe('written\n');
    const logs = readdirSync(dir).map((name) => readFileSync(path.join(dir, name), 'utf8'));
    expect(logs.sort()).toEqual([
      expect.stringMatching(/^said debug\nwarned\n[^]*\nError: ended\n/),
      'written\n',
    ]);
  });
});
