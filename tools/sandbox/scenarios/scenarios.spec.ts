import { recordingTimings } from '../recordings/timings';
import { findScenario, scenarios } from '.';

const moment = { now: new Date('2026-11-25T03:30:00Z'), timezone: 'America/New_York' };

it('finds a scenario by its name and by its slug', () => {
  expect(findScenario('serviceNotOffered')).toBe(findScenario('service-not-offered'));
  expect(findScenario('nonsense')).toBeUndefined();
});

describe.each(scenarios)('$name', (scenario) => {
  it('is a conversation of six to ten lines in turns', () => {
    expect(scenario.dialogue.length).toBeGreaterThanOrEqual(6);
    expect(scenario.dialogue.length).toBeLessThanOrEqual(10);
    scenario.dialogue.forEach(({ speaker }, index) => {
      expect(speaker).toBe(index % 2 === 0 ? 'csr' : 'homeowner');
    });
  });

  it('has a time in its recording for each line, one after the other', () => {
    const { lines, durationSeconds } = recordingTimings[scenario.name];
    expect(lines).toHaveLength(scenario.dialogue.length);
    const times = lines.flatMap(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBeLessThanOrEqual(durationSeconds + 1);
  });

  it('quotes objections where they are spoken', () => {
    const { lines } = recordingTimings[scenario.name];
    for (const objection of scenario.analyse(moment).objections.objections) {
      const index = scenario.dialogue.findIndex(({ text }) => {
        const words = objection.objection_text.split(' ').slice(-4).join(' ');
        return text.includes(words);
      });
      expect(objection.timestamp).toBeGreaterThanOrEqual(lines[index]!.startSeconds);
      expect(objection.timestamp).toBeLessThanOrEqual(lines[index]!.endSeconds);
    }
  });
});

it.each([
  ['booked', 'hot', 'booked', 'qualified_and_booked'],
  ['unbooked', 'warm', 'not_booked', 'qualified_but_unbooked'],
  ['serviceNotOffered', 'warm', 'service_not_offered', 'qualified_service_not_offered'],
  ['unqualified', 'unqualified', 'not_booked', null],
])('%s is judged %s and %s', (name, qualification_status, booking_status, category) => {
  expect(findScenario(name)!.analyse(moment).qualification).toMatchObject({
    qualification_status,
    booking_status,
    call_outcome_category: category,
  });
});

it('books three days ahead by the date of the company, without an offset', () => {
  const { qualification, entities } = findScenario('booked')!.analyse(moment);
  expect(qualification.appointment_date).toBe('2026-11-27T10:00:00');
  expect(entities.appointment_date).toBe(qualification.appointment_date);
});
