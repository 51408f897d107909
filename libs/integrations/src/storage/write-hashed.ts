import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createMeasure } from './measure';

/** Writes a new file, on disk when it returns, and tells its size and hex SHA-256. */
export async function writeHashed(
  path: string,
  body: Buffer | Readable,
): Promise<{ sizeBytes: number; sha256: string }> {
  const measure = createMeasure();
  const source = Buffer.isBuffer(body) ? Readable.from([body]) : body;
  await pipeline(source, measure.through, createWriteStream(path, { flags: 'wx', flush: true }));
  return measure.result();
}
