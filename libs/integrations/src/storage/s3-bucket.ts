import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { GetObjectCommandOutput, HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import type { SigningKeys } from './presign';
import type { ByteRange } from './storage';

export interface S3Options extends SigningKeys {
  readonly bucket: string;
  /** Of a store that is not Amazon's. */
  readonly endpoint?: string | undefined;
  /** `<endpoint>/<bucket>/<key>` instead of `<bucket>.<endpoint>/<key>`. */
  readonly forcePathStyle?: boolean | undefined;
  readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 60_000;
/** Not every other store understands the checksums that the SDK adds unasked. */
const PLAIN = {
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
} as const;

/** One bucket by the AWS SDK, which is loaded when it is first needed. */
export function openS3(options: S3Options) {
  let opened: ReturnType<typeof load> | null = null;
  const s3 = () => (opened ??= load(options));
  const at = (key: string) => ({ Bucket: options.bucket, Key: key });

  return {
    urlOf: (key: string): URL => urlOf(options, key),

    async head(key: string): Promise<HeadObjectCommandOutput> {
      const { sdk, client } = await s3();
      return client.send(new sdk.HeadObjectCommand(at(key)));
    },

    async get(key: string, range?: ByteRange): Promise<GetObjectCommandOutput | 'beyond the end'> {
      const { sdk, client } = await s3();
      const Range = range && `bytes=${range.start}-${range.end}`;
      try {
        return await client.send(new sdk.GetObjectCommand({ ...at(key), Range }));
      } catch (error) {
        if ((error as Error).name === 'InvalidRange') return 'beyond the end';
        throw error;
      }
    },

    /** All or nothing; large ones in parts. */
    async upload(
      key: string,
      from: {
        readonly source: Readable;
        readonly through: Transform;
        readonly contentType: string;
      },
    ): Promise<void> {
      // The source may fail while the SDK loads, so it is read from at once.
      const flowing = pipeline(from.source, from.through);
      flowing.catch(() => undefined);
      const [{ client }, { Upload }] = await Promise.all([s3(), import('@aws-sdk/lib-storage')]);
      const params = { ...at(key), Body: from.through, ContentType: from.contentType };
      await Promise.all([flowing, new Upload({ client, params, queueSize: 2 }).done()]);
    },

    async remove(key: string): Promise<void> {
      const { sdk, client } = await s3();
      await client.send(new sdk.DeleteObjectCommand(at(key)));
    },
  };
}

async function load(options: S3Options) {
  const { region, endpoint, forcePathStyle, accessKeyId, secretAccessKey } = options;
  const { timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const sdk = await import('@aws-sdk/client-s3');
  const client = new sdk.S3Client({
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: forcePathStyle ?? false,
    maxAttempts: 3,
    // Without the second the SDK only warns when the first has passed.
    requestHandler: {
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
      connectionTimeout: timeoutMs,
      socketTimeout: timeoutMs,
    },
    ...(endpoint === undefined ? {} : { endpoint, ...PLAIN }),
  });
  return { sdk, client };
}

function urlOf({ endpoint, region, bucket, forcePathStyle }: S3Options, key: string): URL {
  const base = new URL(endpoint ?? `https://s3.${region}.amazonaws.com`);
  const root = base.pathname.replace(/\/+$/, '');
  if (forcePathStyle) return new URL(`${base.origin}${root}/${bucket}/${key}`);
  return new URL(`${base.protocol}//${bucket}.${base.host}${root}/${key}`);
}
