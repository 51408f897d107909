import { pruneLock } from './locked-packages';

const lock = {
  '': { dependencies: { server: '1.0.0' } },
  'node_modules/server': { version: '1.0.0', dependencies: { parser: '^2.0.0' } },
  'node_modules/server/node_modules/parser': { version: '2.1.0', dependencies: { bytes: '*' } },
  'node_modules/parser': { version: '1.9.0' },
  'node_modules/bytes': { version: '3.0.0', dev: true, devOptional: true },
  'node_modules/compiler': { version: '9.0.0', dev: true },
  'node_modules/plugin': {
    version: '4.0.0',
    dependencies: { native: '1.0.0' },
    optionalDependencies: { native: '1.0.0' },
    peerDependencies: { server: '1.0.0', compiler: '9.0.0' },
    peerDependenciesMeta: { compiler: { optional: true } },
  },
};

describe('pruneLock', () => {
  it('keeps a package with all that it needs, and the nearest copy of each', () => {
    expect(Object.keys(pruneLock(lock, ['server']))).toEqual([
      'node_modules/bytes',
      'node_modules/server',
      'node_modules/server/node_modules/parser',
    ]);
  });

  it('drops the flags that hold for the workspace only', () => {
    expect(pruneLock(lock, ['bytes'])).toEqual({ 'node_modules/bytes': { version: '3.0.0' } });
  });

  it('follows needed peers, and leaves out optional ones and what this platform has not got', () => {
    const kept = Object.keys(pruneLock(lock, ['plugin']));
    expect(kept).toContain('node_modules/server');
    expect(kept).not.toContain('node_modules/compiler');
    expect(kept).not.toContain('node_modules/native');
  });

  it('refuses a package that the lock does not have', () => {
    expect(() => pruneLock(lock, ['absent'])).toThrow('absent, needed by the bundle');
  });
});
