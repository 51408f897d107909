import { randomBytes } from 'node:crypto';
import type { Attributes, Span } from '@opentelemetry/api';
import {
  recordSpans,
  type OpenSpan,
  type SpanAttributes,
  type SpanStart,
  type StartSpan,
} from './spans';
import { rootSpanId, spanTraceId } from './trace-ids';

export interface TracingOptions {
  /** Base URL of an OTLP/HTTP collector. */
  readonly endpoint: string;
  readonly service: string;
}

export interface Tracing {
  /** Sends what is left; later spans are not recorded. */
  stop(): Promise<void>;
}

/** Loads OpenTelemetry and records spans from now on; sent in batches, dropped where nobody listens. */
export async function startTracing({ endpoint, service }: TracingOptions): Promise<Tracing> {
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-base'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  let first: { readonly traceId: string; readonly spanId: string } | undefined;
  const provider = new sdk.BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `otto-${service}` }),
    spanProcessors: [
      new sdk.BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint}/v1/traces` })),
    ],
    sampler: new sdk.AlwaysOnSampler(),
    // Asked while a span starts, and for the trace only where nothing comes before it.
    idGenerator: {
      generateTraceId: () => first?.traceId ?? randomBytes(16).toString('hex'),
      generateSpanId: () => first?.spanId ?? randomBytes(8).toString('hex'),
    },
  });
  const tracer = provider.getTracer('otto');
  const kinds = {
    server: api.SpanKind.SERVER,
    consumer: api.SpanKind.CONSUMER,
    client: api.SpanKind.CLIENT,
    internal: api.SpanKind.INTERNAL,
  };
  const spans = new WeakMap<OpenSpan, Span>();

  const contextOf = ({ parent, traceId }: SpanStart) => {
    const known = parent && spans.get(parent);
    if (known) return api.trace.setSpan(api.ROOT_CONTEXT, known);
    const traceFlags = api.TraceFlags.SAMPLED;
    const before = { traceId: spanTraceId(traceId), spanId: rootSpanId(traceId), traceFlags };
    return api.trace.setSpanContext(api.ROOT_CONTEXT, { ...before, isRemote: true });
  };
  const start: StartSpan = (options) => {
    const { name, kind, traceId, isFirst, attributes } = options;
    first = isFirst ? { traceId: spanTraceId(traceId), spanId: rootSpanId(traceId) } : undefined;
    const context = isFirst ? api.ROOT_CONTEXT : contextOf(options);
    const span = tracer.startSpan(
      name,
      { kind: kinds[kind], attributes: present(attributes) },
      context,
    );
    first = undefined;
    const open: OpenSpan = {
      end: ({ name: finalName, attributes: more, error } = {}) => {
        if (finalName !== undefined) span.updateName(finalName);
        if (more) span.setAttributes(present(more));
        if (error !== undefined) {
          // Messages may hold personal data; the kind of error does not.
          span.setStatus({ code: api.SpanStatusCode.ERROR, message: kindOf(error) });
        }
        span.end();
      },
    };
    spans.set(open, span);
    return open;
  };
  recordSpans(start);
  return {
    stop: async () => {
      recordSpans(undefined);
      // A collector that is away must not keep the service from ending.
      await provider.shutdown().catch(() => undefined);
    },
  };
}

const kindOf = (error: unknown) => (error instanceof Error ? error.name : typeof error);

function present(attributes: SpanAttributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined),
  ) as Attributes;
}
