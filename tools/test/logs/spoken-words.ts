/** Finds the words of people in logs, however many there are of both, in one pass over a log. */
export interface SpokenWords {
  readonly count: number;
  /** Calls `onFound` with the place of each, in order. */
  search(log: string, onFound: (start: number, end: number) => void): void;
}

/** Shorter ones, such as STOP, say nothing of anybody. */
const SHORTEST = 12;
/** So much of a text is enough to know it by, as logs may cut it. */
const LONGEST = 24;

/** What a log writes otherwise: quotes and line ends; phones and addresses, which it masks. */
const CHANGED = /[\n"'`\\]|\S+@\S+|\+?\(?\d[\d().\s-]{6,}/;

const hash = (text: string, at: number) =>
  (text.charCodeAt(at) * 31 ** 3 +
    text.charCodeAt(at + 1) * 31 ** 2 +
    text.charCodeAt(at + 2) * 31 +
    text.charCodeAt(at + 3)) &
  0xffff;

export function createSpokenWords(texts: Iterable<string>): SpokenWords {
  const words = new Set([...texts].flatMap(telling));
  const byStart = new Map<string, string[]>();
  const starts = new Uint8Array(0x10000);
  for (const word of words) {
    const start = word.slice(0, SHORTEST);
    byStart.set(start, [...(byStart.get(start) ?? []), word]);
    starts[hash(word, 0)] = 1;
  }
  return {
    count: words.size,
    search(log, onFound) {
      for (let at = 0; at <= log.length - SHORTEST; at += 1) {
        if (starts[hash(log, at)] === 0) continue;
        const found = byStart
          .get(log.slice(at, at + SHORTEST))
          ?.find((word) => log.startsWith(word, at));
        if (found === undefined) continue;
        onFound(at, at + found.length);
        at += found.length - 1;
      }
    },
  };
}

/** The beginning of each piece that every log writes alike. */
function telling(text: string): string[] {
  return text
    .split(CHANGED)
    .map((piece) => piece.trim())
    .filter((piece) => piece.length >= SHORTEST)
    .map((piece) => piece.slice(0, LONGEST));
}
