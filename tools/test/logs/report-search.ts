import type { Known } from './find-personal-data';
import type { Leak, SearchResult } from './search-logs';

/** A run of the specs starts each of them, so that a log without their lines has missed something. */
const SERVICES = ['web', 'worker', 'beat'];
const SHOWN = 40;

export interface SearchReport {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

/** Fails for personal data, and where there was nothing to find it in. */
export function reportSearch({ files, linesOf, leaks }: SearchResult, known: Known): SearchReport {
  const missing = SERVICES.filter((service) => !linesOf.get(service));
  if (files === 0) return { ok: false, lines: ['no logs: run the step specs first'] };
  const { words, phones } = known;
  const counts = SERVICES.map((service) => `${linesOf.get(service) ?? 0} lines of ${service}`);
  const searched = `searched ${files} logs (${counts.join(', ')}) for ${words.count} pieces of texts, ${phones.size} phones and all that looks like one or like an e-mail address`;
  const problems = [
    ...missing.map((service) => `no process has logged as ${service}`),
    ...(words.count === 0 ? ['no spec has collected a text to look for'] : []),
    ...(phones.size === 0 ? ['no spec has collected a phone to look for'] : []),
    ...leaks.slice(0, SHOWN).map(describe),
    ...(leaks.length > SHOWN ? [`and ${leaks.length - SHOWN} more`] : []),
  ];
  return { ok: problems.length === 0, lines: [searched, ...problems] };
}

function describe({ file, service, line, kind, excerpt }: Leak): string {
  const where = service === null ? file : `${service} (${file})`;
  return `${kind} in the log of ${where}, line ${line}: ${excerpt}`;
}
