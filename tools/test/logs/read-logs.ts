import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Known } from './find-personal-data';
import { createSpokenWords } from './spoken-words';

export interface Log {
  /** Its file: `process-…`, `spec-logger-…`, `postgresql-…` or `redis-…`. */
  readonly name: string;
  readonly text: string;
}

/** The logs of a run, one after the other: together they may be large. */
export function* readLogs(folder: string): Generator<Log> {
  for (const name of filesOf(folder, '.log')) {
    yield { name, text: readFileSync(path.join(folder, name), 'utf8') };
  }
}

/** What testkit and the sandbox have written down while the specs ran. */
export function readKnown(folder: string): Known {
  const entries = filesOf(folder, '.jsonl')
    .flatMap((name) => readFileSync(path.join(folder, name), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { readonly kind: 'body' | 'phone'; readonly text: string });
  const ofKind = (kind: 'body' | 'phone') =>
    entries.filter((entry) => entry.kind === kind).map(({ text }) => text);
  return {
    words: createSpokenWords(ofKind('body')),
    phones: new Set(ofKind('phone').map((phone) => phone.slice(-10))),
  };
}

function filesOf(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort();
}
