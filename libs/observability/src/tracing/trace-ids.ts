import { createHash } from 'node:crypto';

const HEX_TRACE = /^[0-9a-f]{32}$/;

/** A trace id as OpenTelemetry wants it: a UUID is one already, any other text has one of its own. */
export function spanTraceId(traceId: string): string {
  const hex = traceId.replaceAll('-', '').toLowerCase();
  return HEX_TRACE.test(hex) && /[1-9a-f]/.test(hex) ? hex : digest(traceId, 32);
}

/** The id of a trace's first span, which whatever comes later can name without having met it. */
export const rootSpanId = (traceId: string): string => digest(`root:${traceId}`, 16);

const digest = (text: string, length: number) =>
  createHash('sha256').update(text).digest('hex').slice(0, length);
