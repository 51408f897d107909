import { ConfigError, type VariableName } from '@otto/config';
import type { Service } from './services';

/** Given by the platform's database and Redis, not by people. */
export const CONNECTIONS = {
  DATABASE_URL: 'postgresql://placeholder.example/otto',
  REDIS_URL: 'redis://placeholder.example',
} satisfies Partial<Record<VariableName, string>>;
/** Right wherever a text or a URL is. */
export const PLACEHOLDER = 'https://placeholder.example';

/**
 * The variables without which a service does not start and that an operator must give, as its own
 * config names them; of two that may stand for each other the first.
 */
export function requiredVariables(service: Service): string[] {
  const given: Record<string, string> = { ...CONNECTIONS, ...service.variables };
  const names: string[] = [];
  // What is wrong with two variables together is said only once each by itself is right.
  for (let missing = namesOf(service, given); missing.length > 0;) {
    names.push(...missing);
    for (const name of missing) given[name] = PLACEHOLDER;
    missing = namesOf(service, given);
  }
  return names.sort();
}

function namesOf({ loadConfig }: Service, given: Readonly<Record<string, string>>): string[] {
  try {
    loadConfig(given);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((problem) => {
      const [name = ''] = problem.split(' ');
      if (name in given) throw new Error(`${name} does not take a placeholder: ${problem}`);
      return name;
    });
  }
}
