import { QUEUE_NAMES, type Environment } from '@otto/config';
import { services, type ServiceName } from '../../deploy/services';

/** What goes wrong, in an operator's words, and what to do about it. */
export interface Finding {
  readonly variable: string;
  readonly sentence: string;
}

interface Symptom {
  readonly variable: string;
  readonly services: readonly ServiceName[];
  readonly isPresent: (env: Environment) => boolean;
  readonly sentence: string;
}

const ALL: readonly ServiceName[] = services.map(({ name }) => name);
const isOn = (value: string | undefined) => value === 'true' || value === '1';
const deployed = (env: Environment) => ['production', 'staging'].includes(env['ENVIRONMENT'] ?? '');
const hostOf = (url: string | undefined) =>
  url !== undefined && URL.canParse(url) ? new URL(url).hostname : '';
const isHere = (url: string | undefined) =>
  ['localhost', '127.0.0.1', '[::1]'].includes(hostOf(url));

/** The troubleshooting of the deployment guide as a table: variables alone, nothing is asked. */
const symptoms: readonly Symptom[] = [
  {
    variable: 'ENABLE_CELERY',
    services: ['worker'],
    isPresent: (env) => !isOn(env['ENABLE_CELERY']),
    sentence:
      'Jobs are queued and nobody does them: the worker does not start until ENABLE_CELERY=true is set on it.',
  },
  {
    variable: 'ENABLE_CELERY_BEAT',
    services: ['beat'],
    isPresent: (env) => !isOn(env['ENABLE_CELERY_BEAT']),
    sentence:
      'Nothing happens on schedule: beat does not start until ENABLE_CELERY_BEAT=true is set on it.',
  },
  {
    variable: 'REDIS_URL',
    services: ALL,
    isPresent: (env) => !env['REDIS_URL'] && !env['UPSTASH_REDIS_URL'],
    sentence:
      'There is no Redis: add one to the project; Railway then sets REDIS_URL, Upstash UPSTASH_REDIS_URL. Either will do.',
  },
  {
    variable: 'REDIS_URL',
    services: ALL,
    isPresent: (env) => {
      const url = env['REDIS_URL'] || env['UPSTASH_REDIS_URL'];
      return !!url && (!/^rediss?:\/\//.test(url) || !URL.canParse(url));
    },
    sentence:
      'The Redis URL must look like redis://user:password@host:port/0 (rediss:// with TLS).',
  },
  {
    variable: 'REDIS_URL',
    services: ALL,
    isPresent: (env) =>
      [env['REDIS_URL'], env['UPSTASH_REDIS_URL']].some(
        (url) => url?.startsWith('redis://') && hostOf(url).endsWith('.upstash.io'),
      ),
    sentence: 'Upstash hangs up on connections without TLS: its URL must start with rediss://.',
  },
  {
    variable: 'REDIS_URL',
    services: ALL,
    isPresent: (env) => deployed(env) && isHere(env['REDIS_URL'] || env['UPSTASH_REDIS_URL']),
    sentence: 'REDIS_URL leads to this very container, where no Redis runs: take the add-on’s URL.',
  },
  {
    variable: 'DATABASE_URL',
    services: ALL,
    isPresent: (env) => !env['DATABASE_URL'],
    sentence:
      'There is no database, so every service exits at once: add PostgreSQL to the project; Railway then sets DATABASE_URL.',
  },
  {
    variable: 'DATABASE_URL',
    services: ALL,
    isPresent: (env) => {
      const url = env['DATABASE_URL'];
      return !!url && (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url));
    },
    sentence: 'DATABASE_URL must look like postgresql://user:password@host:port/database.',
  },
  {
    variable: 'DATABASE_URL',
    services: ALL,
    isPresent: (env) => deployed(env) && isHere(env['DATABASE_URL']),
    sentence:
      'DATABASE_URL leads to this very container, where no PostgreSQL runs: take the add-on’s URL.',
  },
  {
    variable: 'ENVIRONMENT',
    services: ALL,
    isPresent: (env) => env['RAILWAY_ENVIRONMENT_NAME'] !== undefined && !deployed(env),
    sentence: 'ENVIRONMENT is not production: logs are for people, not for the log collector.',
  },
  {
    variable: 'BACKEND_URL',
    services: ['web', 'worker'],
    isPresent: (env) => deployed(env) && (!env['BACKEND_URL'] || isHere(env['BACKEND_URL'])),
    sentence: 'Providers cannot reach BACKEND_URL: set it to the public https address of web.',
  },
  {
    variable: 'WORKER_QUEUES',
    services: ['worker'],
    isPresent: (env) =>
      !!env['WORKER_QUEUES'] &&
      !QUEUE_NAMES.every((queue) =>
        env['WORKER_QUEUES']?.split(',').some((name) => name.trim() === queue),
      ),
    sentence:
      'This worker leaves out some of the queues: make sure that another worker serves those, or unset WORKER_QUEUES.',
  },
];

/** What the guide's troubleshooting says of one service's variables. */
export function findSymptoms(service: ServiceName, env: Environment): Finding[] {
  return symptoms
    .filter(({ services, isPresent }) => services.includes(service) && isPresent(env))
    .map(({ variable, sentence }) => ({ variable, sentence }));
}
