import { findPersonalData, type Found, type Known, type PersonalKind } from './find-personal-data';
import type { Log } from './read-logs';

/** One piece of personal data in a log; never the datum itself. */
export interface Leak {
  readonly file: string;
  readonly service: string | null;
  readonly line: number;
  readonly kind: PersonalKind;
  /** What stands before it in its line, masked, and its kind. */
  readonly excerpt: string;
}

export interface SearchResult {
  readonly files: number;
  /** How many lines of each service, as processes of their own have logged. */
  readonly linesOf: ReadonlyMap<string, number>;
  readonly leaks: readonly Leak[];
}

/** As the two formats of our logger begin: JSON, and text for people. */
const SERVICE =
  /^\{"service":"([\w-]+)|^\d\d:\d\d:\d\d\.\d{3} (?:ERROR|WARN |INFO |DEBUG) ([\w-]+)/gm;
const SHOWN_BEFORE = 60;

/** Looks for personal data in all logs, and counts what it has looked at. */
export function searchLogs(logs: Iterable<Log>, known: Known): SearchResult {
  const linesOf = new Map<string, number>();
  const leaks: Leak[] = [];
  let files = 0;
  for (const log of logs) {
    files += 1;
    if (log.name.startsWith('process-')) countLines(log.text, linesOf);
    leaks.push(...leaksOf(log, findPersonalData(log.text, known)));
  }
  return { files, linesOf, leaks };
}

function countLines(text: string, linesOf: Map<string, number>): void {
  for (const [, json, plain] of text.matchAll(SERVICE)) {
    const service = json ?? plain ?? '';
    linesOf.set(service, (linesOf.get(service) ?? 0) + 1);
  }
}

function leaksOf({ name, text }: Log, all: readonly Found[]): Leak[] {
  let [line, counted] = [1, 0];
  return all.map((found, index) => {
    for (; counted < found.start; counted += 1) if (text[counted] === '\n') line += 1;
    const start = text.lastIndexOf('\n', found.start - 1) + 1;
    const [match] = text.slice(start, found.start).matchAll(SERVICE);
    return {
      file: name,
      service: match?.[1] ?? match?.[2] ?? null,
      line,
      kind: found.kind,
      excerpt: maskedBefore(text, start, all.slice(0, index + 1)),
    };
  });
}

/** Up to the last one: what follows a text may be the rest of it. */
function maskedBefore(text: string, lineStart: number, found: readonly Found[]): string {
  const last = found.at(-1) as Found;
  const from = Math.max(lineStart, last.start - SHOWN_BEFORE);
  let [shown, at] = ['', from];
  for (const { kind, start, end } of found.filter((one) => one.end > from)) {
    shown += `${text.slice(at, Math.max(at, start))}[${kind}]`;
    at = end;
  }
  return shown;
}
