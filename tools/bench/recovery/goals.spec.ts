import { figuresOf, isMet, reportText } from './goals';

const run = { missedCalls: 3, texts: 3, seconds: 60 };

it('is met when every caller is texted once and in time', () => {
  const figures = figuresOf({ ...run, waitsMs: [900, 60_000, 1_000] });
  expect(figures).toMatchObject({ perMinute: 3, p50Ms: 1_000, p95Ms: 60_000, maxMs: 60_000 });
  expect(isMet(figures)).toBe(true);
  expect(reportText(figures)).toContain('✓');
});

it.each([
  ['a text is late', { ...run, waitsMs: [1, 2, 60_001] }],
  ['a caller gets no text', { ...run, texts: 2, waitsMs: [1, 2] }],
  ['a caller gets two', { ...run, texts: 4, waitsMs: [1, 2, 3] }],
  ['nothing was measured', { ...run, missedCalls: 1, texts: 1, waitsMs: [] }],
])('is missed when %s', (_what, missed) => {
  expect(isMet(figuresOf(missed))).toBe(false);
});
