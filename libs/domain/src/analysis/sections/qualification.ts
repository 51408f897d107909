import {
  firstFilled,
  firstOf,
  fractionOf,
  recordOf,
  textsOf,
  wordOf,
  type JsonRecord,
} from '../../json/read-json';
import { QUALIFICATION_STATUSES, type QualificationStatus } from '../labels';

/** Budget, authority, need and timeline, each 0-1. */
export interface Bant {
  readonly budget: number | null;
  readonly authority: number | null;
  readonly need: number | null;
  readonly timeline: number | null;
}

export interface QualificationSection {
  readonly qualificationStatus: QualificationStatus | null;
  readonly bant: Bant | null;
  /** 0-1. */
  readonly overallScore: number | null;
  readonly decisionMakers: string[];
  readonly urgencySignals: string[];
  readonly budgetIndicators: string[];
}

export function readQualification(raw: JsonRecord): QualificationSection {
  const places = [recordOf(raw['qualification']), recordOf(raw['lead_qualification'])];
  const texts = (key: string) => firstFilled(places.map((place) => textsOf(place[key])));
  return {
    qualificationStatus: firstOf([...places, raw].map(statusOf)),
    bant: firstOf(places.map((place) => bantOf(recordOf(place['bant_scores'])))),
    overallScore: firstOf(places.map((place) => fractionOf(place['overall_score']))),
    decisionMakers: texts('decision_makers'),
    urgencySignals: texts('urgency_signals'),
    budgetIndicators: texts('budget_indicators'),
  };
}

function statusOf(place: JsonRecord): QualificationStatus | null {
  const word = wordOf(place['qualification_status'], [...QUALIFICATION_STATUSES, 'not_qualified']);
  return word === 'not_qualified' ? 'unqualified' : word;
}

function bantOf(scores: JsonRecord): Bant | null {
  const bant = {
    budget: fractionOf(scores['budget']),
    authority: fractionOf(scores['authority']),
    need: fractionOf(scores['need']),
    timeline: fractionOf(scores['timeline']),
  };
  return Object.values(bant).some((score) => score !== null) ? bant : null;
}
