import { byteRange } from './byte-range';

describe('a Range header', () => {
  it.each([
    ['bytes=0-9', { start: 0, end: 9 }],
    ['bytes=90-', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=50-500', { start: 50, end: 99 }],
    ['bytes=-500', { start: 0, end: 99 }],
  ])('%s names a part of 100 bytes', (header, part) => {
    expect(byteRange(header, 100)).toEqual(part);
  });

  it.each([undefined, 'bytes=0-1,5-6', 'lines=1-2', 'bytes=-', 'bytes=9-3'])(
    '%s asks for the whole file',
    (header) => {
      expect(byteRange(header, 100)).toBeNull();
    },
  );

  it.each(['bytes=100-', 'bytes=-0', 'bytes=200-300'])('%s cannot be satisfied', (header) => {
    expect(byteRange(header, 100)).toBe('unsatisfiable');
  });
});
