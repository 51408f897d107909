import { examine } from './examine';
import type { ServiceName } from '../../deploy/services';

const good = {
  ENVIRONMENT: 'production',
  DATABASE_URL: 'postgresql://otto:pw@db.railway.internal:5432/railway',
  REDIS_URL: 'redis://default:pw@redis.railway.internal:6379',
  BACKEND_URL: 'https://otto.example',
  ENABLE_CELERY: 'true',
  ENABLE_CELERY_BEAT: 'true',
  ENCRYPTION_KEY: 'key',
  CLERK_ISSUER: 'https://clerk.example',
  UWC_HMAC_SECRET: 'secret',
  UWC_JWT_SECRET: 'secret',
  STORAGE_SIGNING_KEY: 'secret',
};

describe('doctor', () => {
  it.each(['web', 'worker', 'beat'] as const)('finds nothing wrong with a good %s', (service) => {
    expect(examine(service, good)).toEqual([]);
  });

  it.each<[ServiceName, Record<string, string | undefined>, RegExp]>([
    ['worker', { ENABLE_CELERY: undefined }, /nobody does them.*ENABLE_CELERY=true/],
    ['worker', { ENABLE_CELERY: 'false' }, /nobody does them.*ENABLE_CELERY=true/],
    ['beat', { ENABLE_CELERY_BEAT: undefined }, /on schedule.*ENABLE_CELERY_BEAT=true/],
    ['worker', { REDIS_URL: undefined }, /There is no Redis.*UPSTASH_REDIS_URL/],
    ['beat', { REDIS_URL: 'redis.internal:6379' }, /must look like redis:\/\//],
    [
      'web',
      { REDIS_URL: undefined, UPSTASH_REDIS_URL: 'redis://x@eu1.upstash.io:6379' },
      /rediss:\/\//,
    ],
    ['web', { REDIS_URL: 'redis://localhost:6379' }, /this very container, where no Redis runs/],
    ['web', { DATABASE_URL: undefined }, /There is no database/],
    ['web', { DATABASE_URL: 'mysql://x/y' }, /must look like postgresql:\/\//],
    ['beat', { DATABASE_URL: 'postgresql://localhost/otto_dev' }, /where no PostgreSQL runs/],
    [
      'web',
      { RAILWAY_ENVIRONMENT_NAME: 'production', ENVIRONMENT: undefined },
      /ENVIRONMENT is not production/,
    ],
    ['web', { BACKEND_URL: undefined }, /Providers cannot reach BACKEND_URL/],
    ['worker', { WORKER_QUEUES: 'default,asr' }, /leaves out some of the queues/],
    ['web', { CLERK_ISSUER: undefined }, /web does not start: CLERK_ISSUER is missing/],
    ['worker', { UWC_JWT_SECRET: undefined }, /UWC_JWT_SECRET or UWC_API_KEY is missing/],
    ['worker', { WORKER_CONCURRENCY: 'many' }, /WORKER_CONCURRENCY is wrong/],
  ])('says of %s with %j exactly what is wrong', (service, change, sentence) => {
    const found = examine(service, { ...good, ...change });
    expect(found.map((finding) => finding.sentence)).toEqual([expect.stringMatching(sentence)]);
  });
});
