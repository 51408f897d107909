import { toCamelCase, toSnakeCase, verbatim } from './case';

describe('names at the border', () => {
  it('become snake_case on the way out, at any depth', () => {
    const at = new Date(0);
    expect(toSnakeCase({ callId: 1, topSection: [{ leadAgeDays: 2, at }] })).toEqual({
      call_id: 1,
      top_section: [{ lead_age_days: 2, at }],
    });
  });

  it('are not looked for in JSON that is not ours', () => {
    const bant = { budgetRange: { upTo: 5 } };
    expect(toSnakeCase({ callInsight: [verbatim(bant)] })).toEqual({ call_insight: [bant] });
  });

  it('are not looked for deeper than anybody nests them', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });
    expect(() => toCamelCase(nested(60))).not.toThrow();
    expect(() => toCamelCase(nested(70))).toThrow('nested too deep');
  });

  it('become camelCase on the way in', () => {
    expect(toCamelCase({ page_size: '5', date_from: 'x', search: 'a_b' })).toEqual({
      pageSize: '5',
      dateFrom: 'x',
      search: 'a_b',
    });
  });
});
