import { parse } from 'yaml';
import { evaluateRailway } from './evaluate-railway';
import { outdatedFiles } from './outdated-files';
import { renderCompose } from './render/compose';
import { renderProcfile } from './render/procfile';
import { renderRailwayJson } from './render/railway-json';
import { renderRailwayTs } from './render/railway-ts';
import { requiredVariables } from './required-variables';
import { KILL_SECONDS, services, type ServiceName } from './services';
import { switchProblems } from './table-problems';

const serviceOf = (name: ServiceName) => services.find((service) => service.name === name)!;

describe('the table of services', () => {
  it('fits the config schema: defaults, switches and their refusal', () => {
    expect(switchProblems()).toEqual([]);
  });

  it('knows what an operator must give from the config itself', () => {
    expect(requiredVariables(serviceOf('worker'))).toEqual([
      'ENCRYPTION_KEY',
      'STORAGE_SIGNING_KEY',
      'UWC_HMAC_SECRET',
      'UWC_JWT_SECRET',
    ]);
    expect(requiredVariables(serviceOf('beat'))).toEqual([]);
  });
});

describe('.railway/railway.ts', () => {
  const patterns = ['apps/x/**'];
  const project = () => evaluateRailway(renderRailwayTs(services, () => patterns));

  it('describes PostgreSQL, Redis and the three services', () => {
    const { resources } = project();
    expect(resources.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'postgres postgres',
      'redis redis',
      'service web',
      'service worker',
      'service beat',
    ]);
  });

  it.each(services.map((service) => [service.name, service] as const))(
    'starts %s by node, with its limits, and gives it the time to drain',
    (name, { memoryMb, cpus }) => {
      const found = project().resources.find((resource) => resource.name === name);
      expect(found?.settings).toMatchObject({
        build: { builder: 'DOCKERFILE', watchPatterns: patterns },
        deploy: {
          startCommand: `node dist/apps/${name}/main.js`,
          drainingSeconds: KILL_SECONDS,
          limitOverride: { containers: { cpu: cpus, memoryBytes: memoryMb * 2 ** 20 } },
        },
        env: { DATABASE_URL: '${{postgres.DATABASE_URL}}', REDIS_URL: '${{redis.REDIS_URL}}' },
      });
    },
  );

  it('migrates before web alone, and probes web alone', () => {
    const { resources } = project();
    const with_ = (setting: string) =>
      resources
        .filter(({ settings }) => setting in ((settings?.['deploy'] as object | undefined) ?? {}))
        .map(({ name }) => name);
    expect(with_('preDeployCommand')).toEqual(['web']);
    expect(with_('healthcheckPath')).toEqual(['web']);
  });
});

describe('the other files', () => {
  it('name the same start commands', () => {
    const compose = parse(renderCompose(services)) as {
      services: Record<string, { command?: string[] }>;
    };
    for (const service of services) {
      const command = `node dist/apps/${service.name}/main.js`;
      expect(renderProcfile(services)).toContain(`${service.name}: ${command}\n`);
      expect(compose.services[service.name]?.command?.join(' ')).toBe(command);
      expect(JSON.parse(renderRailwayJson(service, []))).toMatchObject({
        deploy: { startCommand: command },
      });
    }
  });

  it('bound memory in docker-compose.yml as the table does, and keep the sandbox optional', () => {
    const compose = parse(renderCompose(services)) as {
      services: Record<
        string,
        { profiles?: string[]; deploy?: { resources: { limits: { memory: string } } } }
      >;
    };
    const limits = services.map(
      ({ name }) => compose.services[name]?.deploy?.resources.limits.memory,
    );
    expect(limits).toEqual(['1024M', '1024M', '256M']);
    expect(compose.services['sandbox']?.profiles).toEqual(['sandbox']);
  });

  it('are reported when they differ from the table', async () => {
    const procfile = renderProcfile(services);
    await expect(outdatedFiles({ Procfile: procfile })).resolves.toEqual([]);
    await expect(outdatedFiles({ Procfile: `${procfile}cron: x\n` })).resolves.toEqual([
      'Procfile',
    ]);
    await expect(outdatedFiles({ 'no/such/file': '' })).resolves.toEqual(['no/such/file']);
  });
});
