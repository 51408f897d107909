import { createFakeClock } from './fake-clock';

describe('the fake clock', () => {
  it('stands still until it is moved', () => {
    const clock = createFakeClock('2026-11-01T05:59:00Z');
    expect(clock.now()).toEqual(clock.now());
    clock.advance(60_000);
    expect(clock.now()).toEqual(new Date('2026-11-01T06:00:00Z'));
  });

  it('can be set back', () => {
    const clock = createFakeClock('2026-11-01T06:00:00Z');
    clock.set('2026-10-31T00:00:00Z');
    expect(clock.now()).toEqual(new Date('2026-10-31T00:00:00Z'));
  });
});
