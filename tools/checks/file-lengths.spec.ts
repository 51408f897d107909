import { lengthProblems } from './file-lengths';

const files = (...lengths: number[]) =>
  lengths.map((lines, index) => ({ file: `${index}.ts`, lines }));

describe('lengthProblems', () => {
  it('accepts a median of 80 lines and a file of 300', () => {
    expect(lengthProblems(files(10, 80, 300))).toEqual([]);
  });

  it('names a file of 301 lines', () => {
    expect(lengthProblems(files(10, 20, 301))).toEqual(['2.ts has 301 lines']);
  });

  it('takes the mean of the two middle files as the median', () => {
    expect(lengthProblems(files(10, 80, 82, 90))).toEqual(['the median file has 81 lines']);
  });
});
