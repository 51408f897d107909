import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startSandbox } from './start-sandbox';
import { testConfig } from './testing/test-config';

const folder = mkdtempSync(join(tmpdir(), 'otto-sandbox-'));
afterAll(() => rmSync(folder, { recursive: true }));

function startProcess(config: unknown) {
  const path = join(folder, 'config.json');
  writeFileSync(path, JSON.stringify(config));
  const tsx = require.resolve('tsx/cli');
  return spawn(process.execPath, [tsx, join(__dirname, 'main.ts'), path], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

it('says one line when it listens, and ends on SIGTERM with exit 0', async () => {
  const child = startProcess(testConfig('http://127.0.0.1:1'));
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const url = /^sandbox ready on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
  expect((await fetch(`${url}/health`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

it('ends with exit 1 and names what is wrong with its config', async () => {
  const child = startProcess({ ...testConfig('http://127.0.0.1:1'), port: 'eighty' });
  const exit = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface(child.stderr)) lines.push(line);
  expect(await exit).toEqual([1, null]);
  expect(lines.join('\n')).toContain('at port');
});

it('gives its port back when that for mail is taken', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const config = { ...testConfig('http://127.0.0.1:1'), smtp: { port } };
  await expect(startSandbox(config)).rejects.toThrow('EADDRINUSE');
  taken.close();
  await once(taken, 'close');
});
