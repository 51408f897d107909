import type { ClerkFact } from './clerk-fact';
import { isNews } from './is-news';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 9, minute));
const fact = (kind: ClerkFact['kind'], minute: number, deleted = false, state = 'sent') =>
  ({ kind, changedAt: at(minute), deleted, data: deleted ? null : { state } }) as ClerkFact;

describe('isNews', () => {
  it.each([
    ['is the first word', null, fact('user', 1), true],
    ['is later', fact('user', 1), fact('user', 2), true],
    ['is older', fact('user', 2), fact('user', 1), false],
    ['is the same again', fact('user', 1), fact('user', 1), true],
    ['ends a user, whatever its time', fact('user', 2), fact('user', 1, true), true],
    ['is of a user who was deleted', fact('user', 1, true), fact('user', 2), false],
    [
      'ends a membership at the same time',
      fact('membership', 1),
      fact('membership', 1, true),
      true,
    ],
    [
      'ends a membership before its last',
      fact('membership', 2),
      fact('membership', 1, true),
      false,
    ],
    ['is as old as the end', fact('membership', 1, true), fact('membership', 1), false],
    ['brings somebody back', fact('membership', 1, true), fact('membership', 2), true],
    [
      'says that an accepted invitation was sent',
      fact('invitation', 1, false, 'accepted'),
      fact('invitation', 2),
      false,
    ],
    [
      'says that a sent invitation is accepted',
      fact('invitation', 1),
      fact('invitation', 1, false, 'accepted'),
      true,
    ],
  ])('judges what %s', (_, stored, news, expected) => {
    expect(isNews(stored, news)).toBe(expected);
  });
});
