import { readStatusWord } from './status-word';

describe('status words of Shunya', () => {
  it.each([
    ['completed', 'succeeded'],
    ['complete', 'succeeded'],
    ['succeeded', 'succeeded'],
    ['success', 'succeeded'],
    ['failed', 'failed'],
    ['error', 'failed'],
    ['processing', 'running'],
    ['pending', 'running'],
    ['queued', 'running'],
    ['running', 'running'],
    ['in_progress', 'running'],
    [' In-Progress ', 'running'],
    ['thinking', null],
    ['', null],
    [null, null],
    [1, null],
  ])('read %j as %j', (word, expected) => {
    expect(readStatusWord(word)).toBe(expected);
  });
});
