import type { CleanJson } from '../../json/clean-json';
import {
  firstFilled,
  firstOf,
  listOf,
  numberOf,
  recordOf,
  textsOf,
  type JsonRecord,
} from '../../json/read-json';

export interface ComplianceSection {
  /** 0-10. */
  readonly sopComplianceScore: number | null;
  readonly sopStagesCompleted: string[];
  readonly sopStagesMissed: string[];
  readonly complianceViolations: CleanJson[];
  readonly positiveBehaviors: CleanJson[];
  readonly recommendations: CleanJson[];
  readonly coachingTips: CleanJson[];
}

export function readCompliance(raw: JsonRecord): ComplianceSection {
  const places = [recordOf(raw['compliance']), recordOf(raw['sop_compliance'])];
  const texts = (...keys: string[]) =>
    firstFilled(places.flatMap((place) => keys.map((key) => textsOf(place[key]))));
  const items = (key: string) => firstFilled(places.map((place) => sayingItems(place[key])));
  const scores = places.flatMap((place) => [place['compliance_score'], place['score']]);
  return {
    sopComplianceScore: firstOf(scores.map(outOfTen)),
    sopStagesCompleted: texts('stages_followed', 'stages_completed'),
    sopStagesMissed: texts('stages_missed'),
    complianceViolations: items('violations'),
    positiveBehaviors: items('positive_behaviors'),
    recommendations: items('recommendations'),
    coachingTips: firstFilled([...places, raw].map((place) => sayingItems(place['coaching_tips']))),
  };
}

/** Three scales are in use: up to 1 is a fraction, up to 10 is out of ten, up to 100 is percent. */
function outOfTen(value: CleanJson | undefined): number | null {
  const score = numberOf(value);
  if (score === null || score < 0 || score > 100) return null;
  if (score > 10) return score / 10;
  return score > 1 ? score : Math.round(score * 10_000) / 1_000;
}

/** Texts and objects are kept as they are; empty and foreign items say nothing. */
function sayingItems(value: CleanJson | undefined): CleanJson[] {
  return listOf(value).filter((item) =>
    typeof item === 'string' ? item.trim() !== '' : Object.keys(recordOf(item)).length > 0,
  );
}
