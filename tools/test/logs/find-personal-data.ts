import type { SpokenWords } from './spoken-words';

export type PersonalKind = 'phone number' | 'e-mail address' | 'message body';

export interface Found {
  readonly kind: PersonalKind;
  readonly start: number;
  readonly end: number;
}

/** What the specs have said and whom they have called. */
export interface Known {
  readonly words: SpokenWords;
  /** The ten digits of each. */
  readonly phones: ReadonlySet<string>;
}

/** A plus, as it is or as URLs write it, and the digits. */
const INTERNATIONAL = /(?<!\w)(?:\+|%2B)\d{8,15}(?!\d)/gi;
/** As people write them in North America: area, exchange (neither begins with 0 or 1), line. */
const NATIONAL =
  /(?<![\w.-])(?:\+?1[ .-]?)?(?:\([2-9]\d\d\)[ .-]?|[2-9]\d\d[ .-])[2-9]\d\d[ .-]\d{4}(?![\w-])/g;
/** Any number may look like this; only phones of the run are phones. */
const TEN_DIGITS = /(?<!\d)1?([2-9]\d{9})(?!\d)/g;
const E_MAIL = /(?<![\w.%+-])[\w.%+-]{1,64}(?:@|%40)(?:[\w-]{1,63}\.){1,8}[a-z]{2,}\b/gi;

/** All personal data of a log, by its place. What is masked, as by `redact`, is not found. */
export function findPersonalData(log: string, { words, phones }: Known): Found[] {
  const found: Found[] = [];
  const add = (kind: PersonalKind, start: number, end: number) => found.push({ kind, start, end });
  for (const pattern of [INTERNATIONAL, NATIONAL]) {
    for (const [text, at] of matches(log, pattern)) add('phone number', at, at + text.length);
  }
  for (const [text, at] of matches(log, TEN_DIGITS)) {
    if (phones.has(text.slice(-10))) add('phone number', at, at + text.length);
  }
  for (const [text, at] of matches(log, E_MAIL)) add('e-mail address', at, at + text.length);
  words.search(log, (start, end) => add('message body', start, end));
  return withoutOverlaps(found.sort((one, other) => one.start - other.start));
}

function* matches(log: string, pattern: RegExp): Generator<[text: string, at: number]> {
  for (const match of log.matchAll(pattern)) yield [match[0], match.index];
}

function withoutOverlaps(sorted: readonly Found[]): Found[] {
  let end = 0;
  return sorted.filter((found) => {
    if (found.start < end) return false;
    end = found.end;
    return true;
  });
}
