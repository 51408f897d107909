import { SimulationError } from '../control/simulation-error';
import { findScenario, scenarios, type Scenario } from '../scenarios';
import { z } from 'zod';

export const scenarioField = z
  .string()
  .default('booked')
  .describe(`what is said: ${scenarios.map(({ slug }) => slug).join(', ')}`);

export function scenarioOf(name: string): Scenario {
  const scenario = findScenario(name);
  if (!scenario) throw new SimulationError('there is no such scenario');
  return scenario;
}

/** Throws SimulationError where there is nothing to go on. */
export function needed<T>(thing: T | null | undefined, what: string): T {
  if (thing === null || thing === undefined) throw new SimulationError(`there is no such ${what}`);
  return thing;
}
