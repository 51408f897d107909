import type { CleanJson } from '../../json/clean-json';
import {
  firstOf,
  flagOf,
  fractionOf,
  listOf,
  numberOf,
  recordOf,
  textOf,
  textsOf,
  wordOf,
  type JsonRecord,
} from '../../json/read-json';
import { OBJECTION_CATEGORIES, SEVERITIES, type Severity } from '../labels';

export interface Objection {
  readonly categoryId: number | null;
  /** The label as a slug; what figures group by. */
  readonly key: string;
  readonly label: string;
  readonly text: string | null;
  readonly severity: Severity | null;
  readonly overcome: boolean | null;
  readonly speakerId: string | null;
  readonly atSeconds: number | null;
  readonly confidence: number | null;
  readonly suggestions: string[];
}

const MAX_KEY_LENGTH = 80;

export function readObjections(raw: JsonRecord): Objection[] {
  const nested = listOf(recordOf(raw['objections'])['objections']);
  const list = nested.length > 0 ? nested : listOf(raw['objections']);
  return list.flatMap(readObjection);
}

function readObjection(item: CleanJson): Objection[] {
  const record = recordOf(item);
  const text = firstOf([textOf(item), textOf(record['objection_text']), textOf(record['text'])]);
  const named = firstOf([
    textOf(record['category_text']),
    textOf(record['category']),
    textOf(item),
  ]);
  const categoryId = categoryIdOf(record['category_id'], named);
  const label = named ?? (categoryId === null ? null : (OBJECTION_CATEGORIES[categoryId] ?? null));
  if (text === null && label === null) return [];
  return [
    {
      categoryId,
      key: slug(label ?? '') || 'uncategorized',
      label: label ?? 'Uncategorized',
      text,
      severity: wordOf(record['severity'], SEVERITIES),
      overcome: flagOf(record['overcome']),
      speakerId: speakerOf(record['speaker_id']),
      atSeconds: secondsOf(record['timestamp']),
      confidence: firstOf([
        fractionOf(record['confidence_score']),
        fractionOf(record['confidence']),
      ]),
      suggestions: textsOf(record['response_suggestions']),
    },
  ];
}

/** The id as given, or that of the category whose label was given; both are the same fixed list. */
function categoryIdOf(given: CleanJson | undefined, label: string | null): number | null {
  const id = numberOf(given);
  if (id !== null && OBJECTION_CATEGORIES[id] !== undefined) return id;
  const match = Object.entries(OBJECTION_CATEGORIES).find(
    ([, name]) => slug(name) === slug(label ?? ''),
  );
  return match ? Number(match[0]) : null;
}

function slug(label: string): string {
  const words = label.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_');
  return words.replace(/^_+|_+$/g, '').slice(0, MAX_KEY_LENGTH);
}

function speakerOf(value: CleanJson | undefined): string | null {
  return typeof value === 'number' ? String(value) : textOf(value);
}

function secondsOf(value: CleanJson | undefined): number | null {
  const seconds = numberOf(value);
  return seconds !== null && seconds >= 0 ? seconds : null;
}
