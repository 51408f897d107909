import { z } from 'zod';
import { variables, type VariableName } from './variables';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Every bad or missing variable of one start, by name. Never holds a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(
      ['The configuration is not complete:', ...problems.map((problem) => `  ${problem}`)].join(
        '\n',
      ),
    );
  }
}

type Picked<N extends VariableName> = { [K in N]: z.output<(typeof variables)[K]> };

/**
 * Reads the named variables, an empty one counting as absent, and the Redis URL from either of its
 * two names (REDIS_URL wins). Throws one ConfigError that names everything that is wrong.
 */
export function readEnvironment<const N extends VariableName>(
  env: Environment,
  names: readonly N[],
): Picked<N> {
  const present = Object.fromEntries(
    names.map((name) => [name, env[name]]).filter(([, value]) => value !== ''),
  ) as Environment;
  const shape = Object.fromEntries(names.map((name) => [name, variables[name]]));
  const parsed = z.object(shape).safeParse(present);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => describe(issue, present));
  if (
    (names as readonly string[]).includes('REDIS_URL') &&
    !present['REDIS_URL'] &&
    !present['UPSTASH_REDIS_URL']
  ) {
    problems.push('REDIS_URL or UPSTASH_REDIS_URL is missing');
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return parsed.data as Picked<N>;
}

function describe(issue: z.core.$ZodIssue, present: Environment): string {
  const name = String(issue.path[0]);
  return present[name] === undefined ? `${name} is missing` : `${name} is wrong: ${issue.message}`;
}
