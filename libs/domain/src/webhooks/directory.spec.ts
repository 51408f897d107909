import { createDirectory } from './directory';

function stage(table: Record<string, string>) {
  let time = 0;
  let lookups = 0;
  const directory = createDirectory(
    (references) => {
      lookups += 1;
      return Promise.resolve(references.map((reference) => table[reference] ?? null));
    },
    { maxAgeMs: 30_000, maxEntries: 2, now: () => time },
  );
  return { directory, pass: (ms: number) => (time += ms), lookups: () => lookups };
}

describe('a directory of senders', () => {
  it('recalls what it has found, for its time and no longer', async () => {
    const { directory, pass } = stage({ a: 'Ann' });
    expect(directory.recall('a')).toBeUndefined();
    await directory.find('a');
    pass(29_999);
    expect(directory.recall('a')).toBe('Ann');
    pass(1);
    expect(directory.recall('a')).toBeUndefined();
  });

  it('asks the table whenever it is to find, so that a change counts', async () => {
    const table: Record<string, string> = { a: 'Ann' };
    const { directory } = stage(table);
    await directory.find('a');
    table['a'] = 'Anna';
    expect(await directory.find('a')).toBe('Anna');
    expect(directory.recall('a')).toBe('Anna');
  });

  it('forgets whom the table knows no more, and remembers nobody for unknown references', async () => {
    const table: Record<string, string> = { a: 'Ann' };
    const { directory } = stage(table);
    await directory.find('a');
    delete table['a'];
    expect(await directory.find('a')).toBeNull();
    expect(directory.recall('a')).toBeUndefined();
  });

  it('keeps a limited number, and drops who was found first', async () => {
    const { directory } = stage({ a: 'Ann', b: 'Bob', c: 'Cid' });
    for (const name of ['a', 'b', 'a', 'c']) await directory.find(name);
    expect(['a', 'b', 'c'].map((name) => directory.recall(name))).toEqual([
      'Ann',
      undefined,
      'Cid',
    ]);
  });

  it('asks nobody about what no reference can be', async () => {
    const { directory, lookups } = stage({});
    for (const odd of ['', 'a\u0000', 'x'.repeat(301)]) {
      expect(await directory.find(odd)).toBeNull();
    }
    expect(lookups()).toBe(0);
  });

  it('shares one lookup among those that wait', async () => {
    const { directory, lookups } = stage({ a: 'Ann' });
    await Promise.all([directory.find('a'), directory.find('b'), directory.find('a')]);
    expect(lookups()).toBe(1);
  });
});
