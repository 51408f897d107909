import { cleanJson } from './clean-json';
import { fractionOf, numberOf, textsOf, wordOf } from './read-json';

describe('reading JSON', () => {
  it('takes numbers written as texts, and no others', () => {
    expect(['13', '0.5', 7, '1e3', '12 s', '', null].map((value) => numberOf(value))).toEqual([
      13,
      0.5,
      7,
      null,
      null,
      null,
      null,
    ]);
  });

  it('takes fractions between 0 and 1 only', () => {
    expect([0, 1, '0.25', -0.1, 1.01, 72].map((value) => fractionOf(value))).toEqual([
      0,
      1,
      0.25,
      null,
      null,
      null,
    ]);
  });

  it('knows a word in any spelling of case, space and hyphen', () => {
    const known = ['in-person', 'not_booked'] as const;
    expect(
      ['In_Person', 'in person', 'NOT-BOOKED', 'booked'].map((value) => wordOf(value, known)),
    ).toEqual(['in-person', 'in-person', 'not_booked', null]);
  });

  it('finds texts in lists of texts and of objects', () => {
    expect(textsOf(['a', { text: 'b' }, { description: ' c ' }, 4, null, {}, [], ''])).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(textsOf('a')).toEqual([]);
  });

  it('removes what PostgreSQL refuses', () => {
    expect(
      cleanJson({ 'a\u0000': ['x\u0000y', '\ud800', '\ud83d\ude00', NaN, undefined] }),
    ).toEqual({
      a: ['xy', '\ufffd', '\ud83d\ude00', null, null],
    });
  });

  it('survives any depth', () => {
    const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as unknown;
    expect(() => cleanJson(deep)).not.toThrow();
  });
});
