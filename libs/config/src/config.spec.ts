import { loadBeatConfig, loadWebConfig, loadWorkerConfig } from './config';
import { ConfigError, type Environment } from './env';

const common = {
  DATABASE_URL: 'postgresql://otto:pg-secret@db/otto',
  REDIS_URL: 'redis://:redis-secret@redis:6379',
  BACKEND_URL: 'https://otto.example/',
  ENCRYPTION_KEY: 'key-secret',
  STORAGE_SIGNING_KEY: 'sign-secret',
  UWC_HMAC_SECRET: ' new-secret, old-secret,',
};
const web: Environment = { ...common, CLERK_ISSUER: 'https://clerk.example' };
const worker: Environment = { ...common, ENABLE_CELERY: 'true', UWC_JWT_SECRET: 'jwt-secret' };
const bucket = {
  S3_BUCKET: 'otto',
  AWS_ACCESS_KEY_ID: 'AK',
  AWS_SECRET_ACCESS_KEY: 'aws-secret',
};

function problemsOf(load: (env: Environment) => unknown, env: Environment): readonly string[] {
  try {
    load(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

it('reads what a complete environment says, and takes slashes off the public URL', () => {
  const { web: config, storage, twilioAccount } = loadWebConfig(web);
  expect(config.publicUrl).toBe('https://otto.example');
  expect(config.shunyaWebhook.secrets).toEqual(['new-secret', 'old-secret']);
  expect(config.clerkWebhook.secrets).toEqual([]);
  expect([storage.s3, twilioAccount]).toEqual([null, null]);
});

it('asks Shunya for drafts only where that is switched on', () => {
  const shunya = { ...web, UWC_API_KEY: 'api-secret' };
  expect(loadWebConfig(shunya).draftWriter).toBeNull();
  const { draftWriter } = loadWebConfig({ ...shunya, ENABLE_UWC_FOLLOWUPS: 'true' });
  expect(draftWriter).toMatchObject({
    baseUrl: 'https://otto.shunyalabs.ai',
    hmacSecret: 'new-secret',
  });
  expect(draftWriter?.apiKey?.reveal()).toBe('api-secret');
});

it('reads every secret of a rotation, the new one first', () => {
  const env = {
    ...web,
    CLERK_WEBHOOK_SECRET: 'whsec_b,whsec_a',
    TWILIO_ACCOUNT_SID: 'AC1',
    TWILIO_AUTH_TOKEN: 'two,one',
  };
  const config = loadWebConfig(env);
  expect(config.web.clerkWebhook.secrets).toEqual(['whsec_b', 'whsec_a']);
  expect(config.twilioAccount).toEqual({ id: 'AC1', authTokens: ['two', 'one'] });
});

it.each([
  ['Amazon', {}, { region: 'us-east-1', endpoint: undefined, forcePathStyle: false }],
  [
    'AWS_REGION before the default one',
    { AWS_REGION: 'eu-1', AWS_DEFAULT_REGION: 'us-2' },
    { region: 'eu-1' },
  ],
  ['AWS_DEFAULT_REGION', { AWS_DEFAULT_REGION: 'us-2' }, { region: 'us-2' }],
  [
    'another store',
    { S3_ENDPOINT: 'https://s3.example', S3_FORCE_PATH_STYLE: 'true' },
    { endpoint: 'https://s3.example', forcePathStyle: true },
  ],
])('keeps files in the bucket of %s', (_name, extra, expected) => {
  for (const { storage } of [
    loadWebConfig({ ...web, ...bucket, ...extra }),
    loadWorkerConfig({ ...worker, ...bucket, ...extra }),
  ]) {
    expect(storage.s3).toMatchObject({ bucket: 'otto', accessKeyId: 'AK', ...expected });
  }
});

it.each<[string, (env: Environment) => unknown, Environment, string[]]>([
  [
    'nothing at all, to web',
    loadWebConfig,
    {},
    [
      'DATABASE_URL is missing',
      'REDIS_URL or UPSTASH_REDIS_URL is missing',
      'STORAGE_SIGNING_KEY is missing',
      'ENCRYPTION_KEY is missing',
      'CLERK_ISSUER is missing',
      'UWC_HMAC_SECRET is missing',
    ],
  ],
  [
    'what is wrong in several parts, to web',
    loadWebConfig,
    { ...web, ...bucket, PORT: 'http', AWS_SECRET_ACCESS_KEY: '', TWILIO_ACCOUNT_SID: 'AC1' },
    [
      'AWS_SECRET_ACCESS_KEY is missing, which S3_BUCKET needs',
      expect.stringMatching(/^PORT is wrong/) as string,
      'TWILIO_AUTH_TOKEN is missing, which TWILIO_ACCOUNT_SID needs',
    ],
  ],
  [
    'the switch and what Shunya needs, to the worker',
    loadWorkerConfig,
    { ...worker, ENABLE_CELERY: 'false' },
    ['ENABLE_CELERY is not true: set ENABLE_CELERY=true on the worker service'],
  ],
  [
    'the bearer for Shunya, to the worker',
    loadWorkerConfig,
    { ...worker, UWC_JWT_SECRET: '' },
    ['UWC_JWT_SECRET or UWC_API_KEY is missing'],
  ],
  [
    'the bearer that drafts by Shunya need, to web',
    loadWebConfig,
    { ...web, ENABLE_UWC_FOLLOWUPS: 'true' },
    ['UWC_JWT_SECRET or UWC_API_KEY is missing, which ENABLE_UWC_FOLLOWUPS needs'],
  ],
  [
    'its switch, to beat',
    loadBeatConfig,
    common,
    ['ENABLE_CELERY_BEAT is not true: set ENABLE_CELERY_BEAT=true on the beat service'],
  ],
])('names %s, at once', (_name, load, env, problems) => {
  expect(problemsOf(load, env)).toEqual(problems);
});

it('prints no value of a variable that is wrong', () => {
  const env = Object.fromEntries(
    Object.keys({ ...web, ...worker }).map((name) => [name, 'top-secret value\n']),
  );
  for (const load of [loadWebConfig, loadWorkerConfig]) {
    const problems = problemsOf(load, {
      ...env,
      WORKER_QUEUES: 'top-secret',
      REDIS_URL: 'top-secret',
    });
    expect(problems.length).toBeGreaterThan(2);
    expect(problems.join()).not.toContain('top-secret');
  }
});
