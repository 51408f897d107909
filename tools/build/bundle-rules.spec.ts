import type { Metafile } from 'esbuild';
import { forbiddenParts } from './bundle-rules';

function metafile(input: string, external: string): Metafile {
  return {
    inputs: { [input]: { bytes: 1, imports: [] } },
    outputs: {
      'main.js': {
        bytes: 1,
        inputs: {},
        exports: [],
        imports: [{ path: external, kind: 'require-call', external: true }],
      },
    },
  };
}

describe('forbiddenParts', () => {
  it('finds Prisma in beat, as a dependency and as generated code', () => {
    expect(
      forbiddenParts(
        'beat',
        metafile('libs/db/src/generated/client.ts', '@prisma/client/runtime/client'),
      ),
    ).toEqual(['libs/db/src/generated/client.ts', '@prisma/client']);
  });

  it('accepts plain SQL in beat', () => {
    expect(forbiddenParts('beat', metafile('libs/db/src/sql/pool.ts', 'pg'))).toEqual([]);
  });

  it('accepts Prisma in web', () => {
    expect(forbiddenParts('web', metafile('libs/db/src/database.ts', '@prisma/client'))).toEqual(
      [],
    );
  });
});
