import { booked } from './booked';
import type { Scenario } from './scenario';
import { serviceNotOffered } from './service-not-offered';
import { unbooked } from './unbooked';
import { unqualified } from './unqualified';

export { SCENARIO_NAMES, type Line, type Scenario, type ScenarioName } from './scenario';
export type { Analysis } from './analysis';

export const scenarios: readonly Scenario[] = [booked, unbooked, serviceNotOffered, unqualified];

/** Takes the name (`serviceNotOffered`) or the slug (`service-not-offered`). */
export function findScenario(nameOrSlug: string): Scenario | undefined {
  return scenarios.find(({ name, slug }) => name === nameOrSlug || slug === nameOrSlug);
}
