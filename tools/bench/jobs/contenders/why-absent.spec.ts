import { whyAbsent } from './why-absent';

describe('whyAbsent', () => {
  it('keeps tuned graphile-worker out where it cannot be tuned', () => {
    expect(whyAbsent('graphile-tuned', () => '0.16.6')).toMatch(/0\.16\.6 has no localQueue/);
  });

  it('lets it take part from 0.17 on', () => {
    expect(whyAbsent('graphile-tuned', () => '0.17.3')).toBeUndefined();
  });

  it('never keeps the others out', () => {
    expect(whyAbsent('graphile', () => '0.16.6')).toBeUndefined();
  });
});
