import nx from '@nx/eslint-plugin';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { boundaryOptions } from './tools/checks/lint/boundaries.mjs';
import {
  bannedImports,
  bannedProductionImports,
  bannedSpecSyntax,
  bannedSyntax,
} from './tools/checks/lint/syntax.mjs';
import { systemTransactions } from './tools/checks/lint/system-transactions.mjs';

// A spec, or what only specs import.
const specs = ['**/*.spec.ts', '**/src/testing/**'];
const testCode = [...specs, 'libs/testkit/**', 'tools/**'];
const readsEnvironment = ['libs/config/**', 'apps/*/src/{main,migrate}.ts', ...testCode];

export default defineConfig(
  {
    ignores: [
      '**/dist',
      '**/node_modules',
      '.nx',
      '.local',
      // For a package of Node 22 that is not installed; tools/deploy reads and runs it.
      '.railway',
      'libs/db/src/generated',
      '**/*.{cjs,mjs,js}',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    // One program for the whole tree: a third of the time that one for each project takes.
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@nx': nx, otto: { rules: { 'system-transactions': systemTransactions } } },
    rules: {
      '@nx/enforce-module-boundaries': ['error', boundaryOptions({ inSpecs: false })],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      // `unknown | 'not_ready'` says more to a reader than `unknown`.
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // The types of an untyped package travel with the file that imports it.
      '@typescript-eslint/triple-slash-reference': ['error', { path: 'always' }],
      // What createX returns is made of closures: its methods have no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['warn', { max: 50, skipBlankLines: true, skipComments: true }],
      'no-restricted-imports': ['error', bannedImports],
      'no-restricted-syntax': ['error', ...bannedSyntax],
    },
  },
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    ignores: readsEnvironment,
    rules: {
      'no-restricted-imports': ['error', bannedProductionImports],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only libs/config reads the environment.' },
      ],
    },
  },
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    ignores: testCode,
    rules: { 'no-console': 'error', 'otto/system-transactions': 'error' },
  },
  {
    files: specs,
    rules: {
      '@nx/enforce-module-boundaries': ['error', boundaryOptions({ inSpecs: true })],
      // supertest and JSON.parse hand out `any`, and a spec asserts on it rather than typing it.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'max-lines-per-function': 'off',
      'no-restricted-syntax': ['error', ...bannedSpecSyntax],
    },
  },
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
