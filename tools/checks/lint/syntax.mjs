/** What the language offers and this code base does without, with the reason a developer reads. */

export const bannedSyntax = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
  { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  { selector: "ExportSpecifier[exported.name='default']", message: 'Export by name.' },
];

export const bannedSpecSyntax = [
  ...bannedSyntax,
  {
    selector:
      'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(skip|only|todo)$/]',
    message: 'Every spec runs, on every machine.',
  },
  {
    selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]',
    message: 'Every spec runs, on every machine.',
  },
  {
    selector: 'CallExpression[callee.name=/^(it|test)$/] > Literal[value=/\\bshould\\b/]',
    message: 'State the fact: "answers 409 when …".',
  },
  {
    selector:
      "CallExpression[callee.object.name='jest'][callee.property.name=/^(mock|doMock|unstable_mockModule)$/]",
    message: 'Pass a dependency, or stand in for a vendor at the network.',
  },
];

const deepImports = {
  regex: '^@otto/(?!db/sql$)[^/]+/',
  message: 'Import a lib by its name: what its index.ts does not export is its own business.',
};

/** For specs, the testkit and tools. */
export const bannedImports = { patterns: [deepImports] };

/** For what runs in production. */
export const bannedProductionImports = {
  patterns: [deepImports, { regex: '/testing(/|$)', message: 'Only specs import src/testing.' }],
  paths: ['process', 'node:process'].map((name) => ({
    name,
    importNames: ['env'],
    message: 'Only libs/config reads the environment.',
  })),
};
