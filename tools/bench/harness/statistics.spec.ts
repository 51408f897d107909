import { median, percentile } from './statistics';

describe('median', () => {
  it('is the middle of an odd number of values, in whatever order they come', () => {
    expect(median([10, 2, 9])).toBe(9);
  });

  it('is the mean of the middle two of an even number', () => {
    expect(median([1, 4, 2, 100])).toBe(3);
  });

  it('is undefined without values', () => {
    expect(median([])).toBeUndefined();
  });
});

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it('answers a value that was measured, never one in between', () => {
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile([7], 0.99)).toBe(7);
  });
});
