import { asBoolean, asInstant, asSeconds, asText } from './field-values';

describe('field values', () => {
  it.each([
    ['2026-11-24T09:15:00.250-07:00', '2026-11-24T16:15:00.250Z'],
    ['2026-11-24T16:15:00Z', '2026-11-24T16:15:00.000Z'],
    ['2026-11-24 16:15:00', '2026-11-24T16:15:00.000Z'],
    ['2026-13-44T16:15:00Z', null],
    ['yesterday', null],
    ['', null],
    [1732464900, null],
    [null, null],
  ])('read %j as the instant %j', (value, expected) => {
    expect(asInstant(value)).toBe(expected);
  });

  it.each([
    ['13', 13],
    [184, 184],
    ['12.6', 13],
    [0, 0],
    ['', null],
    ['-1', null],
    [-1, null],
    [Number.NaN, null],
    ['1e3', null],
    [{}, null],
  ])('read %j as %j seconds', (value, expected) => {
    expect(asSeconds(value)).toBe(expected);
  });

  it.each([
    [true, true],
    ['true', true],
    ['FALSE', false],
    [false, false],
    ['yes', null],
    [1, null],
    [undefined, null],
  ])('read %j as the claim %j', (value, expected) => {
    expect(asBoolean(value)).toBe(expected);
  });

  it.each([
    [' x ', 'x'],
    [766970532, '766970532'],
    ['  ', null],
    [[], null],
    [true, null],
  ])('read %j as the text %j', (value, expected) => {
    expect(asText(value)).toBe(expected);
  });
});
