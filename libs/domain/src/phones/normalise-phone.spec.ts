import { normalisePhone } from './normalise-phone';

describe('normalisePhone', () => {
  it.each([
    ['6025550101', '+16025550101'],
    ['16025550101', '+16025550101'],
    ['+16025550101', '+16025550101'],
    ['(602) 555-0101', '+16025550101'],
    ['602.555.0101', '+16025550101'],
    ['1 (602) 555-0101', '+16025550101'],
    ['+1 602-555-0101', '+16025550101'],
    ['+44 20 7946 0958', '+442079460958'],
    ['602-555-0101 x12', '+16025550101'],
    ['  6025550101  ', '+16025550101'],
  ])('reads %s as %s', (raw, phone) => {
    expect(normalisePhone(raw)).toBe(phone);
  });

  it.each([
    null,
    undefined,
    '',
    'anonymous',
    'Restricted',
    '911',
    '72345',
    '0000000000',
    '+0123456789',
    '+1',
    '26025550101',
    '1'.repeat(20),
    '+',
  ])('finds no number in %p', (raw) => {
    expect(normalisePhone(raw)).toBeNull();
  });

  it('leaves what it has normalised as it is', () => {
    for (const raw of ['6025550101', '+4915112345678', '1 602 555 0101']) {
      const once = normalisePhone(raw);
      expect(normalisePhone(once)).toBe(once);
    }
  });
});
