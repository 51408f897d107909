import { decodeCursor, encodeCursor, nextCursor, sliceOfPage, sliceOfWindow } from './slice';

const id = '5f0c1c9e-3c3b-4d55-9c55-6d4f0b1d2a10';
const at = new Date('2026-11-24T15:00:00.123Z');

describe('a cursor', () => {
  it.each([
    { at, id },
    { at: null, id },
  ])('is read as it was written: %j', (place) => {
    expect(decodeCursor(encodeCursor(place))).toEqual(place);
  });

  it.each([
    '',
    'x',
    '%',
    Buffer.from(`-9.${id}`).toString('base64url'),
    Buffer.from('1.2').toString('base64url'),
  ])('is not %j', (written) => {
    expect(decodeCursor(written)).toBeNull();
  });

  it('leads on from a full part only', () => {
    const rows = [{ id, at }];
    expect(nextCursor(rows, 1, (row) => row.at)).toBe(encodeCursor({ at, id }));
    expect(nextCursor(rows, 2, (row) => row.at)).toBeNull();
    expect(nextCursor([], 1, () => null)).toBeNull();
  });
});

describe('a part of a list', () => {
  it('begins where the cursor says, whatever the page', () => {
    const cursor = { at, id };
    expect(sliceOfPage({ page: 3, pageSize: 50, cursor })).toEqual({
      limit: 50,
      offset: 0,
      after: cursor,
    });
    expect(sliceOfPage({ page: 3, pageSize: 50 })).toEqual({ limit: 50, offset: 100 });
  });

  it('is counted to 10,000 rows deep and no further', () => {
    expect(sliceOfWindow({ limit: 1, offset: 10_000 })).toEqual({ limit: 1, offset: 10_000 });
    expect(() => sliceOfWindow({ limit: 1, offset: 10_001 })).toThrow('next_cursor');
  });
});
