import { closingLine, timeTable } from './report';

const counts = {
  numPassedTests: 12,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

describe('closingLine', () => {
  it('has two numbers when nothing was skipped', () => {
    expect(closingLine(counts)).toBe('12 passed, 0 failed');
  });

  it('counts skipped and todo specs together', () => {
    expect(closingLine({ ...counts, numPendingTests: 2, numTodoTests: 1 })).toBe(
      '12 passed, 0 failed, 3 skipped',
    );
  });

  it('counts a file that could not run as a failure', () => {
    expect(closingLine({ ...counts, numFailedTests: 1, numRuntimeErrorTestSuites: 1 })).toBe(
      '12 passed, 2 failed',
    );
  });
});

describe('timeTable', () => {
  it('marks each step and adds up the time', () => {
    expect(
      timeTable([
        { name: 'lint', ok: true, seconds: 12.34 },
        { name: 'specs', ok: false, seconds: 100 },
      ]).split('\n'),
    ).toEqual(['✓ lint          12.3 s', '✗ specs        100.0 s', '  total        112.3 s']);
  });
});
