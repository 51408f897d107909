import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Writes a new file, on disk when it returns, and tells its size and hex SHA-256. */
export async function writeHashed(
  path: string,
  body: Buffer | Readable,
): Promise<{ sizeBytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      done(null, chunk);
    },
  });
  const source = Buffer.isBuffer(body) ? Readable.from([body]) : body;
  await pipeline(source, measure, createWriteStream(path, { flags: 'wx', flush: true }));
  return { sizeBytes, sha256: hash.digest('hex') };
}
