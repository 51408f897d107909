import { isUtf8 } from 'node:buffer';
import { cleanJson } from './clean-json';

/**
 * The JSON of a delivery without what PostgreSQL refuses; a body that is no JSON with fields stays
 * the bytes that it is, for a parser to refuse.
 */
export function cleanBody(body: Uint8Array): unknown {
  const bytes = Buffer.from(body);
  if (!isUtf8(bytes)) return bytes;
  try {
    const json: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof json === 'object' ? cleanJson(json) : bytes;
  } catch {
    return bytes;
  }
}
