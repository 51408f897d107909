const path = require('node:path');

const libs = path.join(__dirname, 'libs');

// What every jest.config.cjs of the workspace builds on: specs beside the source, real PostgreSQL
// and Redis from libs/testkit.
module.exports = {
  testEnvironment: 'node',
  testMatch: ['**/*.spec.ts'],
  // Specs wait for events; this only ends one whose event never comes, on a busy machine too.
  testTimeout: 60_000,
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.local'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
        module: { type: 'commonjs' },
      },
    ],
  },
  moduleNameMapper: {
    '^@otto/db/sql$': path.join(libs, 'db/src/sql/index.ts'),
    '^@otto/([a-z]+)$': path.join(libs, '$1/src/index.ts'),
  },
  globalSetup: path.join(libs, 'testkit/src/jest/global-setup.ts'),
  globalTeardown: path.join(libs, 'testkit/src/jest/global-teardown.ts'),
};
