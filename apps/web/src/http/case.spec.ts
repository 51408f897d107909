import { toCamelCase, toSnakeCase } from './case';

describe('names at the border', () => {
  it('become snake_case on the way out, at any depth', () => {
    const at = new Date(0);
    expect(toSnakeCase({ callId: 1, topSection: [{ leadAgeDays: 2, at }] })).toEqual({
      call_id: 1,
      top_section: [{ lead_age_days: 2, at }],
    });
  });

  it('become camelCase on the way in', () => {
    expect(toCamelCase({ page_size: '5', date_from: 'x', search: 'a_b' })).toEqual({
      pageSize: '5',
      dateFrom: 'x',
      search: 'a_b',
    });
  });
});
