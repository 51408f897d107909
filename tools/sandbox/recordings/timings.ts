import type { ScenarioName } from '../scenarios';
import timings from './timings.json';

/** When each line of a scenario's dialogue is spoken in its recording. */
export interface ScenarioTimings {
  readonly durationSeconds: number;
  readonly lines: readonly { readonly startSeconds: number; readonly endSeconds: number }[];
}

export const recordingTimings: Readonly<Record<ScenarioName, ScenarioTimings>> = timings;
