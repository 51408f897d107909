import { readVariables } from '../read-variables';
import type { Service } from '../services';
import { deployOf } from './railway-deploy';

const HEADER = `// Written by: npx tsx tools/deploy/main.ts. Change tools/deploy/services.ts instead.
// Needs Node 22 and the package railway (3.11), which is no dependency of Otto's:
//   npx -p railway@3.11.0 railway config plan
`;

/** The whole project as Railway's infrastructure as code. */
export function renderRailwayTs(
  services: readonly Service[],
  watchPatterns: (service: Service) => readonly string[],
): string {
  const names = services.map(({ name }) => name).join(', ');
  const body = services.map((service) => renderService(service, watchPatterns(service))).join('\n');
  return `${HEADER}
import { defineRailway, github, postgres, project, redis, service } from 'railway/iac';

export default defineRailway((ctx) => {
  const database = postgres('postgres');
  const cache = redis('redis');
  const source = github(process.env.OTTO_REPOSITORY ?? 'otto/otto', { branch: 'main' });
  const connections = {
    DATABASE_URL: database.env.DATABASE_URL,
    REDIS_URL: cache.env.REDIS_URL,
    ENVIRONMENT: 'production',
    BACKEND_URL: 'https://\${{web.RAILWAY_PUBLIC_DOMAIN}}',
  };
${body}
  return project('otto', { resources: [database, cache, ${names}] });
});
`;
}

/** Set below, by the platform, or of no use on it. */
const GIVEN = [
  'DATABASE_URL',
  'REDIS_URL',
  'ENVIRONMENT',
  'BACKEND_URL',
  'PORT',
  'HEALTH_PORT',
  'STORAGE_DIR',
  'OTTO_CLOCK',
];

const isGiven = (name: string, service: Service): boolean =>
  GIVEN.includes(name) || name in service.variables;

function renderService(service: Service, watchPatterns: readonly string[]): string {
  const names = readVariables(service).filter((name) => !isGiven(name, service));
  // One that is not set arrives empty, and counts as absent.
  const shared = names.map((name) => `${name}: ctx.shared.${name},`);
  const own = Object.entries(service.variables).map(([name, value]) => `${name}: '${value}',`);
  return `
  // ${service.name} ${service.does}.
  const ${service.name} = service('${service.name}', {
    source,
    build: ${JSON.stringify({ builder: 'DOCKERFILE', dockerfilePath: 'Dockerfile', watchPatterns })},
    deploy: ${JSON.stringify(deployOf(service))},
    env: { ...connections, ${[...own, ...shared].join(' ')} },
  });`;
}
