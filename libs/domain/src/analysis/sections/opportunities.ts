import type { CleanJson } from '../../json/clean-json';
import { listOf, recordOf, textOf, wordOf, type JsonRecord } from '../../json/read-json';
import { MISSED_OPPORTUNITY_TYPES, type MissedOpportunityType } from '../labels';

export interface MissedOpportunity {
  readonly type: MissedOpportunityType | null;
  readonly description: string | null;
  readonly impact: string | null;
  readonly reasoning: string | null;
  readonly suggestion: string | null;
}

export interface OpportunitySection {
  readonly missedOpportunities: MissedOpportunity[];
  /** {level, score, risk_factors, …} as Shunya gave it. */
  readonly riskAssessment: JsonRecord | null;
}

export function readOpportunities(raw: JsonRecord): OpportunitySection {
  const section = recordOf(raw['opportunity_analysis']);
  const lists = [
    section['missed_opportunities'],
    raw['missed_opportunities'],
    raw['missed_opps'],
  ].map(listOf);
  const risk = [section['risk_assessment'], raw['risk_assessment']].map(recordOf);
  return {
    missedOpportunities: (lists.find((list) => list.length > 0) ?? []).flatMap(readOpportunity),
    riskAssessment: risk.find((record) => Object.keys(record).length > 0) ?? null,
  };
}

function readOpportunity(item: CleanJson): MissedOpportunity[] {
  const record = recordOf(item);
  const opportunity = {
    type: wordOf(record['type'], MISSED_OPPORTUNITY_TYPES),
    description: textOf(item) ?? textOf(record['description']),
    impact: textOf(record['impact']),
    reasoning: textOf(record['reasoning']),
    suggestion: textOf(record['suggestion']),
  };
  return Object.values(opportunity).some((value) => value !== null) ? [opportunity] : [];
}
