export interface PersonName {
  readonly firstName: string | null;
  readonly lastName: string | null;
}

const NOBODY: PersonName = { firstName: null, lastName: null };

/** What telephone networks send in place of a name. */
const PLACEHOLDERS =
  /^(wireless|cell(ular)?|mobile|toll[ -]free|unknown|anonymous|private|restricted|unavailable|no name)\b/i;

/** First word and rest of a caller's name; nobody where it is a number or a placeholder. */
export function splitName(name: string | null): PersonName {
  const words = (name ?? '').trim().split(/\s+/).filter(Boolean);
  const [firstName, ...rest] = words;
  if (!firstName || PLACEHOLDERS.test(words.join(' ')) || /\d{3}/.test(words.join('')))
    return NOBODY;
  return { firstName, lastName: rest.join(' ') || null };
}
