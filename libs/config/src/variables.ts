import { z } from 'zod';
import { Secret } from './secret';

/**
 * Every environment variable that Otto reads, once. `.env.example` is checked against this table,
 * so the descriptions are what an operator reads.
 */

const secret = () =>
  z
    .string()
    .min(1)
    .transform((value) => new Secret(value));
const secretUrl = (...protocols: string[]) =>
  z
    .string()
    .refine((value) => protocols.some((protocol) => value.startsWith(`${protocol}://`)), {
      message: `must start with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
    })
    .refine((value) => URL.canParse(value), { message: 'is not a valid URL' })
    .transform((value) => new Secret(value));
const httpUrl = () =>
  z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));
const flag = () =>
  z
    .enum(['true', 'false', '1', '0'], { message: 'must be true or false' })
    .transform((value) => value === 'true' || value === '1');
const list = () =>
  z.string().transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );
const integer = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** `60/minute`, or the number alone. */
const perMinute = () =>
  z
    .string()
    .regex(/^\d{1,9}(\/minute)?$/, 'must be a number, or a number with /minute')
    .transform((value) => Number.parseInt(value, 10))
    .pipe(z.number().int().min(1));

export const QUEUE_NAMES = [
  'default',
  'asr',
  'analysis',
  'followups',
  'indexing',
  'uwc',
  'shunya',
] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

const queueNames = () =>
  list()
    .pipe(z.array(z.enum(QUEUE_NAMES)).min(1))
    .transform((names) => [...new Set(names)]);

/** `8` for all queues, or `default=4,asr=2`; queues that are not named keep the default of 4. */
const concurrency = () =>
  z
    .string()
    .regex(/^(\d+|[a-z]+=\d+(,[a-z]+=\d+)*)$/, 'must be a number or queue=number,…')
    .transform((value): Partial<Record<QueueName, number>> => {
      const pairs = /^\d+$/.test(value)
        ? QUEUE_NAMES.map((name) => [name, value] as const)
        : value.split(',').map((pair) => pair.split('=') as [string, string]);
      return Object.fromEntries(pairs.map(([name, count]) => [name, Number(count)]));
    })
    .pipe(z.partialRecord(z.enum(QUEUE_NAMES), z.number().int().min(1).max(200)));

export const variables = {
  ENVIRONMENT: z
    .enum(['development', 'test', 'staging', 'production'])
    .default('development')
    .describe('Which deployment this is; production turns JSON logs on.'),
  LOG_LEVEL: z
    .string()
    .transform((value) => value.toLowerCase())
    .pipe(z.enum(['error', 'warn', 'warning', 'info', 'debug']))
    .transform((value) => (value === 'warning' ? 'warn' : value))
    .default('info')
    .describe('error, warn, info or debug.'),
  DATABASE_URL: secretUrl('postgresql', 'postgres').describe('PostgreSQL; Railway sets it.'),
  DATABASE_POOL_MAX: integer(2, 200).default(10).describe('PostgreSQL connections per process.'),
  REDIS_URL: secretUrl('redis', 'rediss').optional().describe('Redis; Railway sets it.'),
  UPSTASH_REDIS_URL: secretUrl('redis', 'rediss')
    .optional()
    .describe('Redis at Upstash; used when REDIS_URL is absent.'),
  PORT: integer(1, 65_535).default(8080).describe('Port of the web service.'),
  HEALTH_PORT: integer(1, 65_535)
    .optional()
    .describe(
      'Private port for /health and /metrics; worker and beat have no other. Railway does not expose it.',
    ),
  BACKEND_URL: httpUrl()
    .default('http://localhost:8080')
    .describe('Public URL of the web service, as providers call it.'),
  ALLOWED_ORIGINS: list()
    .default(['http://localhost:3000', 'exp://*'])
    .describe('Origins that browsers may call from, comma-separated; * stands for a segment.'),
  ENABLE_RATE_LIMITING: flag().default(true).describe('Whether requests are limited at all.'),
  RATE_LIMIT_USER: perMinute().default(60).describe('Requests of one user, e.g. 60/minute.'),
  RATE_LIMIT_TENANT: perMinute().default(600).describe('Requests of one company, e.g. 600/minute.'),
  ENABLE_CELERY: flag().default(false).describe('Must be true on the worker service.'),
  ENABLE_CELERY_BEAT: flag().default(false).describe('Must be true on the beat service.'),
  WORKER_QUEUES: queueNames()
    .default([...QUEUE_NAMES])
    .describe('Comma-separated queues that this worker serves; all seven by default.'),
  WORKER_CONCURRENCY: concurrency()
    .default({})
    .describe('Jobs at once per queue: a number, or queue=number pairs; 4 by default.'),
  DRAIN_SECONDS: integer(1, 3_600)
    .default(30)
    .describe('How long a stopping process waits for work under way.'),
  OTTO_CLOCK: z
    .string()
    .optional()
    .describe(
      'Only for simulations: a file with the time to go by. Refused in production and staging.',
    ),
  ENCRYPTION_KEY: secret().describe(
    'Seals stored credentials: 32 bytes in base64. For rotation: newest first, comma-separated.',
  ),
  CLERK_ISSUER: httpUrl().describe('Issuer of the session tokens (iss claim).'),
  CLERK_FRONTEND_ORIGIN: httpUrl()
    .optional()
    .describe('Where /.well-known/jwks.json is served; the issuer by default.'),
  CLERK_JWT_KEY: z
    .string()
    .transform((value) => value.replaceAll('\\n', '\n'))
    .optional()
    .describe('PEM public key for verifying session tokens without any request.'),
  CLERK_AUTHORIZED_PARTIES: list()
    .default([])
    .describe('Origins accepted in the azp claim, comma-separated; empty accepts any.'),
  CLERK_WEBHOOK_SECRET: secret()
    .optional()
    .describe(
      'Verifies the webhooks of Clerk (whsec_…); old and new comma-separated in rotation. Without it they are refused.',
    ),
  TWILIO_ACCOUNT_SID: z
    .string()
    .min(1)
    .optional()
    .describe('Twilio account of companies that have none of their own.'),
  TWILIO_AUTH_TOKEN: secret()
    .optional()
    .describe(
      'Its primary auth token, which also verifies its webhooks; new and old comma-separated in rotation.',
    ),
  TWILIO_API_BASE_URL: httpUrl().default('https://api.twilio.com').describe('Twilio REST API.'),
  CALLRAIL_BASE_URL: httpUrl().default('https://api.callrail.com').describe('CallRail REST API.'),
  UWC_BASE_URL: httpUrl().default('https://otto.shunyalabs.ai').describe('Shunya (UWC) API.'),
  UWC_JWT_SECRET: secret().optional().describe('Signs the bearer tokens sent to Shunya.'),
  UWC_API_KEY: secret().optional().describe('Bearer for Shunya where there is no JWT secret.'),
  UWC_HMAC_SECRET: secret().describe(
    'Signs requests to Shunya and verifies its webhooks; old and new comma-separated in rotation.',
  ),
  UWC_VERSION: z.string().default('v1').describe('X-UWC-Version header.'),
  UWC_WEBHOOK_MAX_AGE_SECONDS: integer(1, 86_400)
    .default(300)
    .describe('Older webhooks of Shunya are refused.'),
  ENABLE_UWC_FOLLOWUPS: flag()
    .default(false)
    .describe(
      'Whether Shunya writes the drafts of follow-ups, and no longer the wordings of the companies.',
    ),
  IDEMPOTENCY_TTL_DAYS: integer(1, 3_650)
    .default(90)
    .describe(
      'Days for which deliveries of providers are kept; what comes again later is taken for new.',
    ),
  OPENAI_API_KEY: secret()
    .optional()
    .describe('For property intelligence; without a key its jobs fail visibly.'),
  OPENAI_API_KEYS: secret()
    .optional()
    .describe('Several keys, comma-separated; they are used in turn.'),
  OPENAI_KEY_ROTATION_STRATEGY: z
    .enum(['round_robin', 'random', 'least_used'])
    .default('round_robin')
    .describe('In which order the keys are used.'),
  OPENAI_BASE_URL: httpUrl()
    .default('https://api.openai.com/v1')
    .describe('OpenAI API, or one that is like it.'),
  OPS_TOKEN: secret()
    .optional()
    .describe(
      'Bearer for /internal/ops, and for /metrics and /health/detailed on PORT; without it those paths answer 404.',
    ),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl()
    .optional()
    .describe('Collector that traces are sent to (OTLP over HTTP); without it nothing is traced.'),
  SENTRY_DSN: secretUrl('https', 'http')
    .optional()
    .describe('Where errors are reported; without it they are only logged.'),
  STORAGE_DIR: z
    .string()
    .default('.local/storage')
    .describe('Folder of the filesystem storage; web and worker must share it.'),
  STORAGE_SIGNING_KEY: secret().describe('Signs the expiring URLs of stored files.'),
  RECORDING_HOSTS: list()
    .default(['app.callrail.com', 'api.callrail.com'])
    .describe('Hosts (host or host:port) that recordings may be fetched from.'),
  S3_BUCKET: z
    .string()
    .min(1)
    .optional()
    .describe('Bucket for recordings and documents; without it they are in STORAGE_DIR.'),
  S3_ENDPOINT: httpUrl().optional().describe('Of an S3-compatible store that is not Amazon.'),
  S3_FORCE_PATH_STYLE: flag()
    .default(false)
    .describe('Bucket in the path of the URL rather than in its host.'),
  AWS_ACCESS_KEY_ID: z.string().min(1).optional().describe('Access key of the bucket.'),
  AWS_SECRET_ACCESS_KEY: secret().optional().describe('Secret of that access key.'),
  AWS_REGION: z.string().min(1).optional().describe('Region of the bucket; us-east-1 by default.'),
  AWS_DEFAULT_REGION: z
    .string()
    .min(1)
    .optional()
    .describe('Region of the bucket where AWS_REGION is absent.'),
  SMTP_URL: secretUrl('smtp', 'smtps')
    .optional()
    .describe('Mail server with credentials; without it sending mail fails visibly.'),
  EMAIL_FROM: z.string().min(3).optional().describe('Sender of mail: Name <address>.'),
} satisfies Record<string, z.ZodType>;

export type VariableName = keyof typeof variables;
