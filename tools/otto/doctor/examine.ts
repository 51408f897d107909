import { ConfigError, type Environment } from '@otto/config';
import { services, type ServiceName } from '../../deploy/services';
import { findSymptoms, type Finding } from './symptoms';

/** Everything wrong with a service's variables: known symptoms first, then what its config says. */
export function examine(service: ServiceName, env: Environment): Finding[] {
  const known = findSymptoms(service, env);
  const told = new Set(known.map(({ variable }) => variable));
  const others = configProblems(service, env).filter(({ variable }) => !told.has(variable));
  return [...known, ...others];
}

function configProblems(service: ServiceName, env: Environment): Finding[] {
  try {
    services.find(({ name }) => name === service)?.loadConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((problem) => ({
      variable: problem.split(' ')[0] ?? '',
      sentence: `${service} does not start: ${problem}.`,
    }));
  }
}
