import { loadBeatConfig, loadWebConfig, loadWorkerConfig, type VariableName } from '@otto/config';

export type ServiceName = 'web' | 'worker' | 'beat';

/** What one service is, wherever it runs. Every deployment file is written from this table. */
export interface Service {
  readonly name: ServiceName;
  readonly does: string;
  readonly memoryMb: number;
  readonly cpus: number;
  /** More than one beat is safe, and of no use: the others stand by. */
  readonly isSingle: boolean;
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
export const NODE_MAJOR = 24;

/** DRAIN_SECONDS of libs/config, and what service-life adds to it before it exits by itself. */
export const DRAIN_SECONDS = 30;
export const DEADLINE_MARGIN_SECONDS = 5;
/** When the platform kills: later than the process would have ended itself. */
export const KILL_SECONDS = DRAIN_SECONDS + DEADLINE_MARGIN_SECONDS + 5;

export const services: readonly Service[] = [
  {
    name: 'web',
    does: 'answers requests and takes in webhooks',
    memoryMb: 1_024,
    cpus: 1,
    isSingle: false,
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
    isSingle: false,
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
    isSingle: true,
    variables: { ENABLE_CELERY_BEAT: 'true', HEALTH_PORT: String(HEALTH_PORT) },
    portVariable: 'HEALTH_PORT',
    preDeploy: null,
    overlapSeconds: 0,
    loadConfig: loadBeatConfig,
  },
];

/** node itself, because npm as first process keeps SIGTERM from it. */
export const startCommand = ({ name }: Service): string => `node dist/apps/${name}/main.js`;
