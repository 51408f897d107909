import { outcomeEffects, ruleOnOutcome, type Outcome, type OutcomeSource } from './outcome';

describe('ruleOnOutcome', () => {
  it.each<[string, string, string | null, OutcomeSource, Outcome, string]>([
    ['scheduled', 'pending', null, 'shunya', 'won', 'set'],
    ['completed', 'lost', 'shunya', 'shunya', 'won', 'set'],
    ['completed', 'lost', 'shunya', 'shunya', 'pending', 'keep'],
    ['completed', 'lost', 'rep', 'shunya', 'won', 'keep'],
    ['scheduled', 'rescheduled', 'rep', 'shunya', 'won', 'keep'],
    ['cancelled', 'pending', null, 'shunya', 'won', 'keep'],
    ['scheduled', 'pending', null, 'rep', 'won', 'set'],
    ['completed', 'lost', 'shunya', 'rep', 'won', 'set'],
    ['completed', 'won', 'rep', 'rep', 'lost', 'set'],
    ['completed', 'won', 'rep', 'rep', 'pending', 'refuse'],
    ['completed', 'lost', 'shunya', 'rep', 'no_show', 'refuse'],
    ['no_show', 'no_show', 'rep', 'rep', 'rescheduled', 'set'],
    ['cancelled', 'pending', null, 'rep', 'won', 'refuse'],
  ])('a visit %s, %s by %s: %s says %s, so %s', (status, outcome, by, source, said, ruling) => {
    expect(ruleOnOutcome({ status, outcome, outcomeSource: by }, { outcome: said, source })).toBe(
      ruling,
    );
  });
});

describe('outcomeEffects', () => {
  it('closes the lead with what was won or lost, and with nothing else', () => {
    const closing = Object.entries(outcomeEffects).filter(([, effect]) => effect.closes);
    expect(
      closing.map(([outcome, { status, leadStatus }]) => [outcome, status, leadStatus]),
    ).toEqual([
      ['won', 'completed', 'closed_won'],
      ['lost', 'completed', 'closed_lost'],
    ]);
  });
});
