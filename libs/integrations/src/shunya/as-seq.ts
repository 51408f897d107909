import { asText } from '../webhooks/field-values';

/** The number of a call as Shunya knows it; null for anything else. */
export function asSeq(value: unknown): bigint | null {
  const text = asText(value);
  return text !== null && /^\d{1,18}$/.test(text) ? BigInt(text) : null;
}
