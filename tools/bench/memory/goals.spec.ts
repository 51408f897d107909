import { allMet, goalLines } from './goals';

describe('the goals of memory', () => {
  const good = { service: 'beat', idleMb: 70.4, busyMb: 100 } as const;

  it('are met up to the number itself', () => {
    expect(goalLines([good])).toEqual([
      '✓ beat    idle         70 MB (goal 80)',
      '✓ beat    after load  100 MB (goal 100)',
    ]);
    expect(allMet([good])).toBe(true);
  });

  it('are missed by a service that takes more, idle or after load', () => {
    expect(allMet([{ ...good, idleMb: 81 }])).toBe(false);
    expect(allMet([{ ...good, busyMb: 101 }])).toBe(false);
    expect(goalLines([{ service: 'web', idleMb: 171, busyMb: null }])).toEqual([
      '✗ web     idle        171 MB (goal 170)',
    ]);
  });
});
