import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

/** Lets bytes through and knows afterwards how many they were and their hex SHA-256. */
export function createMeasure(): {
  readonly through: Transform;
  result(): { sizeBytes: number; sha256: string };
} {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      done(null, chunk);
    },
  });
  return { through, result: () => ({ sizeBytes, sha256: hash.digest('hex') }) };
}
