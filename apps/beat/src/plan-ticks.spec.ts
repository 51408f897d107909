import { planTicks } from './plan-ticks';

const now = new Date('2026-11-24T10:03:00.500Z');
const due = ['10:01', '10:02', '10:03'].map((time) => new Date(`2026-11-24T${time}:00Z`));
const outcomes = (
  catchUp: 'none' | 'latest' | 'all',
  slots = due,
  at = now,
  catchUpWindowMs = 3_600_000,
) => planTicks({ catchUp, catchUpWindowMs }, slots, at).map((tick) => tick.outcome);

describe('planning ticks', () => {
  it('fires the newest slot when it is on time, whatever the policy', () => {
    expect(outcomes('none')).toEqual(['missed', 'missed', 'fired']);
    expect(outcomes('latest')).toEqual(['missed', 'missed', 'fired']);
    expect(outcomes('all')).toEqual(['caught_up', 'caught_up', 'fired']);
  });

  it('catches up the newest late slot alone, all of them, or none', () => {
    const late = new Date('2026-11-24T10:03:40Z');
    expect(outcomes('none', due, late)).toEqual(['missed', 'missed', 'missed']);
    expect(outcomes('latest', due, late)).toEqual(['missed', 'missed', 'caught_up']);
    expect(outcomes('all', due, late)).toEqual(['caught_up', 'caught_up', 'caught_up']);
  });

  it('misses what is older than the window', () => {
    expect(outcomes('all', due, now, 90_000)).toEqual(['missed', 'caught_up', 'fired']);
  });
});
