import { externalPackages } from './external-packages';

const metafile = (...paths: string[]) => ({
  outputs: {
    'dist/main.js': {
      bytes: 1,
      inputs: {},
      exports: [],
      imports: paths.map((path) => ({ path, kind: 'require-call' as const, external: true })),
    },
  },
});

describe('externalPackages', () => {
  it('names each package once, sorted, without its sub-path', () => {
    expect(
      externalPackages(
        metafile('zod', 'pg', '@prisma/client/runtime/client', '@prisma/client', 'pg/lib/x'),
      ),
    ).toEqual(['@prisma/client', 'pg', 'zod']);
  });

  it('leaves out what Node brings, with and without the node: prefix', () => {
    expect(externalPackages(metafile('fs', 'node:path', 'fs/promises', 'zod'))).toEqual(['zod']);
  });
});
