import { cleanJson, type CleanJson } from '../json/clean-json';
import {
  firstOf,
  fractionOf,
  listOf,
  numberOf,
  recordOf,
  textOf,
  type JsonRecord,
} from '../json/read-json';

/** One turn of speech; times in seconds from the start of the recording. */
export interface SpeakerTurn {
  readonly speaker: string | null;
  readonly text: string;
  readonly start_time: number | null;
  readonly end_time: number | null;
}

export interface NormalisedTranscript {
  readonly text: string | null;
  readonly speakerLabels: SpeakerTurn[];
  readonly confidence: number | null;
  readonly language: string | null;
  readonly wordCount: number | null;
  readonly processingTimeMs: number | null;
  readonly modelVersion: string | null;
  /** Shunya keeps the words to itself; text and turns are empty then. */
  readonly restricted: boolean;
}

/** Reads Shunya's transcript, whatever its shape. What it does not say is null. Never throws. */
export function normaliseTranscript(payload: unknown): NormalisedTranscript {
  const raw = unwrapped(recordOf(cleanJson(payload)));
  const turns = (
    [raw['speaker_labels'], raw['segments'], raw['transcript']]
      .map(listOf)
      .find((list) => list.length > 0) ?? []
  ).flatMap(readTurn);
  const spoken = turns.map((turn) => turn.text).join('\n') || null;
  const restricted = raw['restricted'] === true;
  return {
    text: restricted
      ? null
      : firstOf([
          textOf(raw['transcript_text']),
          textOf(raw['text']),
          textOf(raw['transcript']),
          spoken,
        ]),
    speakerLabels: restricted ? [] : turns,
    confidence: firstOf([fractionOf(raw['confidence_score']), fractionOf(raw['confidence'])]),
    language: textOf(raw['language']),
    wordCount: countOf(raw['word_count']),
    processingTimeMs: countOf(raw['processing_time_ms']),
    modelVersion: textOf(raw['model_version']),
    restricted,
  };
}

function readTurn(item: CleanJson): SpeakerTurn[] {
  const record = recordOf(item);
  const text = firstOf([textOf(record['text']), textOf(record['content'])]);
  if (text === null) return [];
  return [
    {
      speaker: firstOf([nameOf(record['speaker']), nameOf(record['speaker_id'])]),
      text,
      start_time: firstOf([numberOf(record['start_time']), numberOf(record['start'])]),
      end_time: firstOf([numberOf(record['end_time']), numberOf(record['end'])]),
    },
  ];
}

function nameOf(value: CleanJson | undefined): string | null {
  return typeof value === 'number' ? String(value) : textOf(value);
}

/** Whole and small enough for an integer column. */
function countOf(value: CleanJson | undefined): number | null {
  const number = numberOf(value);
  return number !== null && number >= 0 && number < 2_147_483_647 ? Math.round(number) : null;
}

const PLACES = ['transcript_text', 'text', 'transcript', 'speaker_labels', 'segments'] as const;

function unwrapped(raw: JsonRecord): JsonRecord {
  const hasPlaces = (record: JsonRecord) => PLACES.some((place) => record[place] !== undefined);
  const inner = [raw['data'], raw['result']].map(recordOf);
  return hasPlaces(raw) ? raw : (inner.find(hasPlaces) ?? raw);
}
