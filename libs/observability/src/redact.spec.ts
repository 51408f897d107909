import { redact } from './redact';

describe('redact', () => {
  it.each([
    ['to +12125550123.', 'to …0123.'],
    ['{"to":"+447700900123"}', '{"to":"…0123"}'],
    ['/messages?from=%2B12125550123&limit=5', '/messages?from=…0123&limit=5'],
    ['call (212) 555-0123 or (212)555-0123', 'call …0123 or …0123'],
    ['call 212-555-0123, 212.555.0123, 212 555 0123', 'call …0123, …0123, …0123'],
    ['call +1 212 555 0123, 1-212-555-0123, +1 (212) 555-0123', 'call …0123, …0123, …0123'],
    ['"2125550123" and 12125550123', '"…0123" and …0123'],
    ['Pat <pat.lee+roof@customer.example>', 'Pat <p…@customer.example>'],
    ['/unsubscribe?email=pat%40customer.example&x=1', '/unsubscribe?email=p…@customer.example&x=1'],
    ['Authorization: Bearer abcdefgh12345678', 'Authorization: Bearer [token]'],
    ['postgresql://otto:secret@127.0.0.1:5432/otto', 'postgresql://127.0.0.1:5432/otto'],
    ['/a.wav?expires=1&signature=abc', '/a.wav?expires=1&signature=[secret]'],
  ])('masks: %#', (text, masked) => {
    expect(redact(text)).toBe(masked);
  });

  it.each([
    '{"timestamp":"2026-11-28T23:17:24.123Z","durationMs":19,"bytes":2345678901}',
    'job 01a22480-0c49-70e8-9a16-28b0d94fc2db of org_2125550123 at 127.0.0.1:54321',
    'CA21255501232125550123212555012321255501',
  ])('leaves ids, times and numbers alone: %#', (text) => {
    expect(redact(text)).toBe(text);
  });
});
