import { loadBeatConfig, loadWebConfig, loadWorkerConfig, type VariableName } from '@otto/config';
import { DEADLINE_MARGIN_MS } from '@otto/observability';

export type ServiceName = 'web' | 'worker' | 'beat';

/** What one service is, wherever it runs. Every deployment file is written from this table. */
export interface Service {
  readonly name: ServiceName;
  readonly does: string;
  readonly memoryMb: number;
  readonly cpus: number;
  /** Variables whose value belongs to this service alone. */
  readonly variables: Partial<Record<VariableName, string>>;
  readonly portVariable: 'PORT' | 'HEALTH_PORT';
  /** Runs once before a new version starts. */
  readonly preDeploy: string | null;
  /** How long the old version still serves beside the new one before it is told to stop. */
  readonly overlapSeconds: number;
  /** Reads the service's variables, and throws what is wrong with them. */
  readonly loadConfig: (env: Readonly<Record<string, string | undefined>>) => unknown;
}

/** The private port of /health and /metrics where there is no public one. */
export const HEALTH_PORT = 8081;
export const WEB_PORT = 8080;

/** The default of libs/config. */
export const DRAIN_SECONDS = 30;
/** When the platform kills: later than the process would have ended itself. */
export const KILL_SECONDS = DRAIN_SECONDS + DEADLINE_MARGIN_MS / 1_000 + 5;

export const services: readonly Service[] = [
  {
    name: 'web',
    does: 'answers requests and takes in webhooks',
    memoryMb: 1_024,
    cpus: 1,
    variables: {},
    portVariable: 'PORT',
    preDeploy: 'node dist/apps/web/migrate.js',
    overlapSeconds: 10,
    loadConfig: loadWebConfig,
  },
  {
    name: 'worker',
    does: 'does the jobs of the seven queues',
    memoryMb: 1_024,
    cpus: 1,
    variables: { ENABLE_CELERY: 'true', HEALTH_PORT: String(HEALTH_PORT) },
    portVariable: 'HEALTH_PORT',
    preDeploy: null,
    overlapSeconds: 0,
    loadConfig: loadWorkerConfig,
  },
  {
    name: 'beat',
    does: 'turns the schedule into jobs',
    memoryMb: 256,
    cpus: 0.5,
    variables: { ENABLE_CELERY_BEAT: 'true', HEALTH_PORT: String(HEALTH_PORT) },
    portVariable: 'HEALTH_PORT',
    preDeploy: null,
    overlapSeconds: 0,
    loadConfig: loadBeatConfig,
  },
];

/** node itself, because npm as first process keeps SIGTERM from it. */
export const startCommand = ({ name }: Service): string => `node dist/apps/${name}/main.js`;
