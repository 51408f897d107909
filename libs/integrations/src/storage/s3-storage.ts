import { Readable } from 'node:stream';
import { createMeasure } from './measure';
import { presignGet } from './presign';
import { openS3, type S3Options } from './s3-bucket';
import { absentInS3As, explainS3Error } from './s3-error';
import type { Storage, StoredFile } from './storage';
import { assertStorageKey } from './storage-key';

const UNKNOWN_TYPE = 'application/octet-stream';

/** Keeps files in a bucket of S3 or anything that speaks like it. Throws ProviderError, vendor s3. */
export function createS3Storage(options: S3Options & { readonly now?: () => Date }): Storage {
  const { now = () => new Date() } = options;
  const bucket = openS3(options);

  const stat = async (key: string): Promise<StoredFile | null> => {
    assertStorageKey(key);
    const found = await absentInS3As(null, bucket.head(key));
    if (!found) return null;
    return {
      sizeBytes: found.ContentLength ?? 0,
      contentType: found.ContentType ?? UNKNOWN_TYPE,
    };
  };

  return {
    stat,

    async put(key, body, contentType) {
      assertStorageKey(key);
      const measure = createMeasure();
      const source = Buffer.isBuffer(body) ? Readable.from([body]) : body;
      try {
        await bucket.upload(key, { source, through: measure.through, contentType });
      } catch (error) {
        throw explainS3Error(error);
      }
      return measure.result();
    },

    async open(key, range) {
      assertStorageKey(key);
      const found = await absentInS3As(null, bucket.get(key, range));
      if (found === null) return null;
      if (found === 'beyond the end') {
        const whole = await stat(key);
        return whole && { ...whole, stream: Readable.from([]) };
      }
      return {
        stream: found.Body as Readable,
        sizeBytes: totalOf(found.ContentRange) ?? found.ContentLength ?? 0,
        contentType: found.ContentType ?? UNKNOWN_TYPE,
      };
    },

    signedUrl(key, ttlSeconds) {
      assertStorageKey(key);
      return presignGet(options, { url: bucket.urlOf(key), ttlSeconds, now: now() });
    },

    async delete(key) {
      assertStorageKey(key);
      await absentInS3As(undefined, bucket.remove(key));
    },
  };
}

/** The last part of `bytes 0-9/1234`. */
function totalOf(contentRange: string | undefined): number | null {
  const total = /\/(\d+)$/.exec(contentRange ?? '')?.[1];
  return total === undefined ? null : Number(total);
}
