import { AsyncLocalStorage } from 'node:async_hooks';
import { currentLogContext } from '../context';

export type SpanAttributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface OpenSpan {
  /** Ends it, under another name where only the end knows it. */
  end(outcome?: { name?: string; attributes?: SpanAttributes; error?: unknown }): void;
}

export interface SpanStart {
  readonly name: string;
  readonly kind: 'server' | 'consumer' | 'client' | 'internal';
  /** The trace it belongs to. */
  readonly traceId: string;
  /** The span it is part of; without one, it comes after the first of the trace, or is it. */
  readonly parent: OpenSpan | undefined;
  readonly isFirst: boolean;
  readonly attributes: SpanAttributes;
}

export type StartSpan = (start: SpanStart) => OpenSpan;

export interface SpanOptions {
  readonly name: string;
  readonly kind?: SpanStart['kind'];
  /** `first` opens a trace, `next` goes on with that of the log context, `part` needs a span around it. */
  readonly place: 'first' | 'next' | 'part';
  readonly attributes?: SpanAttributes;
}

let startSpan: StartSpan | undefined;
const around = new AsyncLocalStorage<OpenSpan>();

/** From now on spans are recorded; undefined ends that. */
export function recordSpans(start: StartSpan | undefined): void {
  startSpan = start;
}

/** Opens a span of the current trace; undefined, at the cost of a comparison, while none are recorded. */
export function openSpan(options: SpanOptions): OpenSpan | undefined {
  if (startSpan === undefined) return undefined;
  const parent = around.getStore();
  const { traceId } = currentLogContext();
  if (traceId === undefined || (options.place === 'part' && parent === undefined)) return undefined;
  const { name, kind = 'internal', place, attributes = {} } = options;
  return startSpan({ name, kind, traceId, parent, isFirst: place === 'first', attributes });
}

/** Runs fn with the span around everything that it starts. */
export function insideSpan<T>(span: OpenSpan | undefined, fn: () => T): T {
  return span === undefined ? fn() : around.run(span, fn);
}

/** Runs fn as one span, which fails when fn does. */
export async function withSpan<T>(options: SpanOptions, fn: () => Promise<T>): Promise<T> {
  const span = openSpan(options);
  if (span === undefined) return fn();
  try {
    const result = await around.run(span, fn);
    span.end();
    return result;
  } catch (error) {
    span.end({ error });
    throw error;
  }
}
