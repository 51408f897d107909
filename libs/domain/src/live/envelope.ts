import type { LiveEvent } from './events';

/** An event as it travels to clients (DOMAIN 8). */
export interface LiveEnvelope {
  readonly version: '1';
  readonly event: string;
  readonly ts: string;
  readonly severity: 'info' | 'warn' | 'error';
  readonly trace_id: string | null;
  readonly tenant_id: string;
  readonly user_id?: string;
  readonly lead_id?: string;
  readonly key?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const MAX_BYTES = 32 * 1_024;

/** Puts the event in its envelope; data that would be too much for it is cut down to its ids. */
export function envelopeOf(
  event: LiveEvent,
  about: { readonly companyId: string; readonly traceId: string | undefined; readonly at: Date },
): LiveEnvelope {
  const envelope: LiveEnvelope = {
    version: '1',
    event: event.event,
    ts: about.at.toISOString(),
    severity: event.severity ?? 'info',
    trace_id: about.traceId ?? null,
    tenant_id: about.companyId,
    ...(event.userId === undefined ? {} : { user_id: event.userId }),
    ...(event.leadId === undefined ? {} : { lead_id: event.leadId }),
    ...(event.key === undefined ? {} : { key: event.key }),
    data: event.data,
  };
  const size = Buffer.byteLength(JSON.stringify(envelope));
  return size <= MAX_BYTES ? envelope : { ...envelope, data: truncated(event.data, size) };
}

function truncated(data: LiveEvent['data'], size: number): LiveEvent['data'] {
  const ids = Object.entries(data).filter(
    ([name, value]) => /(^|_)id$/.test(name) && String(value).length <= 100,
  );
  return {
    ...Object.fromEntries(ids),
    _truncated: true,
    _original_size_bytes: size,
    _message: 'The event was too large. Fetch the record.',
  };
}
