import { containing, createConditions } from './conditions';

describe('conditions', () => {
  it('numbers the placeholders across all parts', () => {
    const conditions = createConditions();
    conditions.add('a = ?', 1);
    conditions.add('b = ? or c = ?', 2, 3);
    expect(conditions.where).toBe('(a = $1) and (b = $2 or c = $3)');
    expect(conditions.values).toEqual([1, 2, 3]);
  });

  it('accepts every row when nothing is added', () => {
    expect(createConditions().where).toBe('true');
  });

  it('takes wildcards in a search text literally', () => {
    expect(containing('50%_\\')).toBe('%50\\%\\_\\\\%');
  });
});
