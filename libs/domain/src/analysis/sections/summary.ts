import {
  firstFilled,
  firstOf,
  recordOf,
  textOf,
  textsOf,
  type JsonRecord,
} from '../../json/read-json';

export interface SummarySection {
  readonly summary: string | null;
  readonly keyPoints: string[];
  readonly nextSteps: string[];
}

export function readSummary(raw: JsonRecord): SummarySection {
  const places = [recordOf(raw['summary']), recordOf(raw['call_summary'])];
  const lists = (...keys: string[]) =>
    firstFilled([...places, raw].flatMap((place) => keys.map((key) => textsOf(place[key]))));
  return {
    summary: firstOf([
      ...places.map((place) => textOf(place['summary'])),
      textOf(raw['summary']),
      textOf(raw['call_summary']),
    ]),
    keyPoints: lists('key_points'),
    nextSteps: lists('next_steps', 'action_items'),
  };
}
