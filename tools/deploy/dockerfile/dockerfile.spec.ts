import { readFileSync } from 'node:fs';
import path from 'node:path';
import { services } from '../services';
import { createIgnored } from './ignored';
import { lintDockerfile } from './lint-dockerfile';

const root = path.resolve(__dirname, '../../..');
const dockerfile = readFileSync(path.join(root, 'Dockerfile'), 'utf8');

describe('the Dockerfile', () => {
  it('keeps every rule', () => {
    expect(lintDockerfile(dockerfile, services)).toEqual([]);
  });

  it.each([
    ['USER node', 'USER root', 'web: it runs as root'],
    ['npm ci --prefix', 'npm install --prefix', 'web: npm install does not keep to the lock'],
    [' --omit=dev', '', 'beat: it has dev dependencies'],
    [
      'CMD ["node", "dist/apps/beat/main.js"]',
      'CMD ["npm", "start"]',
      'beat: node is not the first process',
    ],
    ['node:24-bookworm-slim', 'node:latest', 'build: the image node:latest has no version'],
    ['EXPOSE 8080', 'EXPOSE 80', 'web: it does not expose 8080'],
    ['COPY tools', 'ADD tools', 'sandbox: ADD fetches and unpacks'],
    ['NODE_ENV=production', 'OPS_TOKEN=abc', 'web: a secret in ENV or ARG'],
    ['io.otto.sbom=', 'io.otto.none=', 'worker: it names no SBOM'],
    ['AS beat', 'AS clock', 'there is no target beat'],
  ])('is refused with %s changed to %s', (from, to, problem) => {
    expect(dockerfile).toContain(from);
    const problems = lintDockerfile(dockerfile.replaceAll(from, to), services);
    expect(problems).toContainEqual(expect.stringContaining(problem));
  });
});

describe('.dockerignore', () => {
  const isIgnored = createIgnored(readFileSync(path.join(root, '.dockerignore'), 'utf8'));

  it.each([
    '.env',
    '.git',
    '.local/storage/x',
    'node_modules/pg',
    'libs/db/node_modules/x',
    'apps/web/src/a.spec.ts',
    'dist/apps/web/main.js',
  ])('leaves out %s', (file) => expect(isIgnored(file)).toBe(true));

  it.each(['apps/web/src/main.ts', 'package-lock.json', 'libs/db/prisma/schema/main.prisma'])(
    'keeps %s',
    (file) => expect(isIgnored(file)).toBe(false),
  );
});
