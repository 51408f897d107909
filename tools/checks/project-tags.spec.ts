import { tagProblems } from './project-tags';

describe('tagProblems', () => {
  it('accepts one type and one scope', () => {
    expect(tagProblems('web', ['type:app', 'scope:web'])).toEqual([]);
  });

  it('names both tags of an untagged project', () => {
    expect(tagProblems('web', [])).toEqual(['web has no type: tag', 'web has no scope: tag']);
  });

  it('refuses an unknown type, which no constraint would match', () => {
    expect(tagProblems('web', ['type:lib', 'scope:web'])).toEqual([
      'web has the unknown tag type:lib',
    ]);
  });

  it('refuses two scopes', () => {
    expect(tagProblems('web', ['type:app', 'scope:web', 'scope:beat'])).toEqual([
      'web has several scope: tags: web, beat',
    ]);
  });
});
