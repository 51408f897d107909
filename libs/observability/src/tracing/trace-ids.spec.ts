import { rootSpanId, spanTraceId } from './trace-ids';

describe('ids of a trace', () => {
  it.each([
    ['01993a5c-6c1e-7b52-9d0c-0a5b8f3f2a11', '01993a5c6c1e7b529d0c0a5b8f3f2a11'],
    ['4BF92F3577B34DA6A3CE929D0E0E4736', '4bf92f3577b34da6a3ce929d0e0e4736'],
  ])('%s is one of OpenTelemetry already', (traceId, wanted) => {
    expect(spanTraceId(traceId)).toBe(wanted);
  });

  it.each(['caller:42', '00000000-0000-0000-0000-000000000000'])('%s becomes one', (traceId) => {
    expect(spanTraceId(traceId)).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
    expect(spanTraceId(traceId)).toBe(spanTraceId(traceId));
  });

  it('the first span of each trace has an id of its own', () => {
    expect(rootSpanId('a')).toMatch(/^[0-9a-f]{16}$/);
    expect(rootSpanId('a')).not.toBe(rootSpanId('b'));
  });
});
