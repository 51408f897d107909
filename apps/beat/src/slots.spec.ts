import { createSlots } from './slots';

const at = (iso: string) => new Date(iso);
const iso = (slots: Date[]) => slots.map((slot) => slot.toISOString());

describe('the slots of a schedule', () => {
  it('leaves the first moment out and takes the last one in', () => {
    const slots = createSlots('0 * * * * *');
    expect(iso(slots.between(at('2026-11-24T10:00:00Z'), at('2026-11-24T10:02:00Z')))).toEqual([
      '2026-11-24T10:01:00.000Z',
      '2026-11-24T10:02:00.000Z',
    ]);
  });

  it('counts every second of a one-second schedule', () => {
    const slots = createSlots('* * * * * *');
    expect(
      slots.between(at('2026-11-24T10:00:59.500Z'), at('2026-11-24T10:02:00.200Z')),
    ).toHaveLength(61);
  });

  it.each([
    ['the night the clocks go back', '2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'],
    ['the night the clocks go forward', '2027-03-14T00:00:00Z', '2027-03-15T00:00:00Z'],
  ])(
    'has 24 hourly and 1440 minutely slots in %s, because days of UTC are all alike',
    (_, from, to) => {
      expect(createSlots('0 0 * * * *').between(at(from), at(to))).toHaveLength(24);
      expect(createSlots('0 * * * * *').between(at(from), at(to))).toHaveLength(1_440);
      expect(iso(createSlots('0 0 0 * * *').between(at(from), at(to)))).toEqual([
        at(to).toISOString(),
      ]);
    },
  );
});
