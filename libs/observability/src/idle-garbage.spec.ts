import { isTimeToCollect } from './idle-garbage';

const MB = 2 ** 20;

describe('garbage is collected', () => {
  it.each([
    ['after the start, whatever the heap', 0.01, 40, 0, true],
    ['after a burst that is over', 0.01, 90, 60, true],
    ['not while there is work', 0.5, 90, 60, false],
    ['not for little', 0.01, 63, 60, false],
    ['not when the heap has shrunk', 0.01, 50, 60, false],
  ])('%s', (_when, cpuShare, heap, last, expected) => {
    const look = { cpuShare, heapBytes: heap * MB, heapAfterLast: last * MB };

    expect(isTimeToCollect(look)).toBe(expected);
  });
});
