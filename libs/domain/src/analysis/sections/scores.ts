import {
  firstOf,
  fractionOf,
  numberOf,
  recordOf,
  textOf,
  type JsonRecord,
} from '../../json/read-json';

export interface ScoreSection {
  /** 0-1. */
  readonly sentimentScore: number | null;
  /** 0-10. */
  readonly rehashScore: number | null;
  readonly modelVersion: string | null;
}

export function readScores(raw: JsonRecord): ScoreSection {
  return {
    sentimentScore: firstOf([
      fractionOf(recordOf(raw['summary'])['sentiment_score']),
      fractionOf(recordOf(raw['sentiment'])['score']),
      fractionOf(recordOf(raw['sentiment_analysis'])['score']),
      fractionOf(raw['sentiment_score']),
      fractionOf(recordOf(raw['call_summary'])['sentiment_score']),
    ]),
    rehashScore: firstOf(
      [raw, recordOf(raw['rehash']), recordOf(raw['rehash_analysis'])].map((place) =>
        upToTen(numberOf(place['rehash_score'])),
      ),
    ),
    modelVersion: firstOf([
      textOf(raw['model_version']),
      textOf(recordOf(raw['metadata'])['model_version']),
    ]),
  };
}

function upToTen(score: number | null): number | null {
  return score !== null && score >= 0 && score <= 10 ? score : null;
}
