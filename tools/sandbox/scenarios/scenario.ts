import type { Analysis, AnalysisMoment } from './analysis';

export const SCENARIO_NAMES = ['booked', 'unbooked', 'serviceNotOffered', 'unqualified'] as const;
export type ScenarioName = (typeof SCENARIO_NAMES)[number];

export interface Line {
  readonly speaker: 'csr' | 'homeowner';
  readonly text: string;
}

/** One telephone call: what is said, and what the AI provider makes of it. */
export interface Scenario {
  readonly name: ScenarioName;
  /** Name of the recording's file, and of the scenario on the command line. */
  readonly slug: string;
  readonly customerName: string;
  readonly customerCity: string;
  readonly dialogue: readonly Line[];
  analyse(moment: AnalysisMoment): Analysis;
}
