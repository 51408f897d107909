import { deployedPackages, renderLicences, unacceptedLicences } from './licences';

const packages = deployedPackages({
  '': { version: '0.1.0', license: 'UNLICENSED' },
  'node_modules/zod': { version: '4.0.0', license: 'MIT' },
  'node_modules/a/node_modules/@b/c': { version: '1.0.0', license: '(MIT OR GPL-3.0)' },
  'node_modules/odd': { version: '2.0.0' },
  'node_modules/copyleft': { version: '3.0.0', license: 'AGPL-3.0' },
});

describe('licences', () => {
  it('are looked at in order, at any depth of the lock file', () => {
    expect(packages.map(({ name }) => name)).toEqual(['@b/c', 'copyleft', 'odd', 'zod']);
  });

  it('are not accepted when they bind, or are not stated', () => {
    expect(unacceptedLicences(packages)).toEqual([
      'copyleft 3.0.0: licence AGPL-3.0',
      'odd 2.0.0: licence none stated',
    ]);
  });

  it('are listed with their packages', () => {
    expect(renderLicences(packages)).toContain('## MIT\n\nzod 4.0.0\n');
  });
});
