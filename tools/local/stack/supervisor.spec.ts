import type { Part } from './part';
import { createSupervisor, StackStopped } from './supervisor';

describe('the supervisor', () => {
  it('ends the apps before what they use, one after the other', async () => {
    const supervisor = createSupervisor(() => undefined);
    const names = ['postgres', 'redis', 'worker', 'sandbox', 'web', 'beat'];
    const ended: string[] = [];
    for (const name of names) supervisor.add(createPart(name, ended));
    await supervisor.stop(() => undefined);
    expect(ended).toEqual(['web', 'beat', 'worker', 'sandbox', 'redis', 'postgres']);
  });

  it('reports a part that ends without being asked to', async () => {
    const supervisor = createSupervisor(() => undefined);
    const redis = supervisor.add(createPart('redis', []));
    await redis.stop();
    await expect(supervisor.failed).resolves.toBe(redis);
  });

  it('takes the end of a build for nothing special', async () => {
    const known: string[][] = [];
    const supervisor = createSupervisor((parts) => known.push(parts.map(({ name }) => name)));
    const build = supervisor.add({ ...createPart('build', []), endsByItself: true });
    const web = supervisor.add(createPart('web', []));
    await build.stop();
    expect(known.at(-1)).toEqual(['web']);
    await web.stop();
    await expect(supervisor.failed).resolves.toBe(web);
  });

  it('also ends a part that was starting when the stop came', async () => {
    const supervisor = createSupervisor(() => undefined);
    const ended: string[] = [];
    await supervisor.stop(() => undefined);
    expect(() => supervisor.add(createPart('worker', ended))).toThrow(StackStopped);
    await supervisor.stop(() => undefined);
    expect(ended).toEqual(['worker']);
  });
});

function createPart(name: string, endedNames: string[]): Part {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const stop = async () => {
    endedNames.push(name);
    end();
    await ended;
  };
  return { name, pid: 1, mark: name, logFile: '', ended, stop };
}
