import { stringify } from 'yaml';
import { endpointsOf } from '../../sandbox/endpoints';
import { requiredVariables } from '../required-variables';
import { HEALTH_PORT, KILL_SECONDS, startCommand, WEB_PORT, type Service } from '../services';

const HEADER = `# Written by: npx tsx tools/deploy/main.ts. Change tools/deploy/services.ts instead.
#   docker compose up --build                      variables come from .env
#   docker compose --profile sandbox up --build    with providers that cost nothing
`;
/** Older readers take a bare yes or no for a truth value; this quotes them. */
const YAML_11 = { version: '1.1' } as const;
const SANDBOX_URL = 'http://sandbox:4010';
const CONNECTIONS = {
  DATABASE_URL: 'postgresql://otto:otto@postgres:5432/otto',
  REDIS_URL: 'redis://redis:6379',
};
const SMTP_PORT = 4025;
/** What leads to the sandbox; an .env of a real deployment says otherwise. */
const PROVIDERS: Readonly<Record<string, string>> = endpointsOf(SANDBOX_URL, {
  smtpPort: SMTP_PORT,
  clerkSecretKey: 'sk_test_sandbox',
});
/** What a sandbox signs with, and Otto checks. A default in a public file would let anyone sign. */
const SIGNING_SECRETS = ['CLERK_WEBHOOK_SECRET', 'UWC_HMAC_SECRET'];
/** A new object each time: YAML would make repeated ones anchors. */
const isUp = () => ({ condition: 'service_healthy' });

/** PostgreSQL, Redis, the three services, and the sandbox as a profile. */
export function renderCompose(services: readonly Service[]): string {
  const file = {
    name: 'otto',
    services: {
      ...servers,
      migrate: {
        ...imageOf('web'),
        command: ['node', 'dist/apps/web/migrate.js'],
        environment: { DATABASE_URL: CONNECTIONS.DATABASE_URL },
        depends_on: { postgres: isUp() },
        restart: 'no',
      },
      ...Object.fromEntries(services.map((service) => [service.name, renderService(service)])),
      sandbox: {
        ...imageOf('sandbox'),
        profiles: ['sandbox'],
        environment: {
          DATABASE_URL: CONNECTIONS.DATABASE_URL,
          SANDBOX_URL,
          SMTP_PORT: String(SMTP_PORT),
          WEB_URL: `http://web:${WEB_PORT}`,
          ...asked(['ENCRYPTION_KEY', 'UWC_JWT_SECRET', ...SIGNING_SECRETS]),
        },
        depends_on: { web: isUp() },
        restart: 'on-failure',
        ports: ['4010:4010'],
      },
    },
    volumes: { postgres: {}, redis: {}, storage: {} },
  };
  return `${HEADER}${stringify(file, YAML_11)}`;
}

const servers = {
  postgres: {
    image: 'postgres:18',
    // A row that was refused, and the statement with it, may be a customer's: not for the log.
    command: ['postgres', '-c', 'log_error_verbosity=terse', '-c', 'log_min_error_statement=panic'],
    environment: { POSTGRES_USER: 'otto', POSTGRES_PASSWORD: 'otto', POSTGRES_DB: 'otto' },
    volumes: ['postgres:/var/lib/postgresql'],
    healthcheck: check(['CMD', 'pg_isready', '-U', 'otto', '-d', 'otto']),
    restart: 'unless-stopped',
  },
  redis: {
    image: 'redis:7',
    // Jobs are in PostgreSQL; what Redis has is kept all the same, and never evicted.
    command: ['redis-server', '--appendonly', 'yes', '--maxmemory-policy', 'noeviction'],
    volumes: ['redis:/data'],
    healthcheck: check(['CMD', 'redis-cli', 'ping']),
    restart: 'unless-stopped',
  },
};

function renderService(service: Service) {
  const port = service.portVariable === 'PORT' ? WEB_PORT : HEALTH_PORT;
  const url = `http://127.0.0.1:${port}/health/ready`;
  const required = requiredVariables(service);
  return {
    ...imageOf(service.name),
    command: startCommand(service).split(' '),
    env_file: [{ path: '.env', required: false }],
    environment: {
      ...CONNECTIONS,
      ...service.variables,
      ...(service.portVariable === 'PORT' ? { PORT: String(WEB_PORT) } : {}),
      ...(required.length === 0
        ? {}
        : {
            STORAGE_DIR: '/app/storage',
            ...asked([
              ...new Set([...required.filter((name) => !(name in PROVIDERS)), ...SIGNING_SECRETS]),
            ]),
            ...orSandbox(PROVIDERS),
          }),
    },
    ...(required.length === 0 ? {} : { volumes: ['storage:/app/storage'] }),
    ...(service.portVariable === 'PORT' ? { ports: [`${WEB_PORT}:${WEB_PORT}`] } : {}),
    depends_on: {
      postgres: isUp(),
      redis: isUp(),
      migrate: { condition: 'service_completed_successfully' },
    },
    healthcheck: check([
      'CMD',
      'node',
      '-e',
      `fetch('${url}').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))`,
    ]),
    deploy: {
      resources: { limits: { memory: `${service.memoryMb}M`, cpus: String(service.cpus) } },
    },
    stop_grace_period: `${KILL_SECONDS}s`,
    restart: 'unless-stopped',
  };
}

function imageOf(target: string) {
  return { build: { context: '.', target }, image: `otto-${target}` };
}

function orSandbox(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, `\${${name}:-${value}}`]),
  );
}

/** Compose says which variable it misses before it starts anything. */
function asked(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, `\${${name}:?${name} belongs in .env}`]));
}

function check(test: readonly string[]) {
  return { test, interval: '10s', timeout: '5s', retries: 6, start_period: '10s' };
}
