import { ConfigError, readEnvironment, type Environment } from './env';

const DEFAULT_REGION = 'us-east-1';

/** Where files are kept: in the bucket when there is one, else in the folder. */
export function loadStorageConfig(env: Environment) {
  const read = readEnvironment(env, ['BACKEND_URL', 'STORAGE_DIR', 'STORAGE_SIGNING_KEY']);
  return {
    dir: read.STORAGE_DIR,
    signingKey: read.STORAGE_SIGNING_KEY.reveal(),
    publicUrl: read.BACKEND_URL,
    s3: loadBucket(env),
  };
}

function loadBucket(env: Environment) {
  const read = readEnvironment(env, [
    'S3_BUCKET',
    'S3_ENDPOINT',
    'S3_FORCE_PATH_STYLE',
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_REGION',
    'AWS_DEFAULT_REGION',
  ]);
  if (read.S3_BUCKET === undefined) return null;
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secret } = read;
  if (accessKeyId === undefined || secret === undefined) {
    const missing = [
      ...(accessKeyId === undefined ? ['AWS_ACCESS_KEY_ID'] : []),
      ...(secret === undefined ? ['AWS_SECRET_ACCESS_KEY'] : []),
    ];
    throw new ConfigError(missing.map((name) => `${name} is missing, which S3_BUCKET needs`));
  }
  return {
    bucket: read.S3_BUCKET,
    endpoint: read.S3_ENDPOINT,
    forcePathStyle: read.S3_FORCE_PATH_STYLE,
    region: read.AWS_REGION ?? read.AWS_DEFAULT_REGION ?? DEFAULT_REGION,
    accessKeyId,
    secretAccessKey: secret.reveal(),
  };
}
