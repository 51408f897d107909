import { createPayload } from './payload';

describe('the payload of the bench', () => {
  it('is about 300 bytes of JSON', () => {
    const size = JSON.stringify(createPayload(1)).length;
    expect(size).toBeGreaterThan(270);
    expect(size).toBeLessThan(330);
  });

  it('is as long for the last job as for the first', () => {
    const size = (seq: number) => createPayload(seq).callId.length;
    expect(size(19_999)).toBe(size(1));
  });
});
