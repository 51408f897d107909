import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const program = path.join(__dirname, '../testing/stuck-process.ts');

async function run(way: string): Promise<[code: number | null, signal: string | null]> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, way], {
    cwd: path.join(__dirname, '../../../..'),
    stdio: 'ignore',
  });
  return (await once(child, 'exit')) as [number | null, string | null];
}

// 7 is what stuck-process.ts exits with once it has told its news.
describe('a process that is stuck', () => {
  it.each([
    ['blocked', [null, 'SIGKILL']],
    ['hanging', [1, null]],
    ['hanging-with-news', [7, null]],
    ['working', [0, null]],
    ['idle', [0, null]],
  ])('when %s ends with %j', async (way, ending) => {
    expect(await run(way)).toEqual(ending);
  });
});
