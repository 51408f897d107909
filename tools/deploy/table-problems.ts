import { ConfigError, variables } from '@otto/config';
import { DRAIN_SECONDS, services, WEB_PORT } from './services';

/** Where the table of services and the config schema disagree. */
export function switchProblems(): string[] {
  const problems: string[] = [];
  const same = (name: 'DRAIN_SECONDS' | 'PORT', expected: number) => {
    const read = variables[name].parse(undefined);
    if (read !== expected) problems.push(`${name} is ${read} in libs/config, here ${expected}`);
  };
  same('DRAIN_SECONDS', DRAIN_SECONDS);
  same('PORT', WEB_PORT);
  for (const service of services) {
    for (const [name, value] of Object.entries(service.variables)) {
      const schema = variables[name as keyof typeof variables];
      if (!schema.safeParse(value).success) problems.push(`${service.name}: ${name} is wrong`);
      if (!name.startsWith('ENABLE_')) continue;
      if (!refuses(service.loadConfig, { ...service.variables, [name]: 'false' }, name))
        problems.push(`${service.name} starts without ${name}, which it is given`);
    }
  }
  return problems;
}

/** Whether the config of a service that is else complete names the variable. */
function refuses(
  loadConfig: (env: Record<string, string>) => unknown,
  own: Record<string, string>,
  name: string,
): boolean {
  const env = {
    DATABASE_URL: 'postgresql://x/y',
    REDIS_URL: 'redis://x',
    STORAGE_SIGNING_KEY: 'x',
    ENCRYPTION_KEY: 'x',
    UWC_HMAC_SECRET: 'x',
    UWC_API_KEY: 'x',
    ...own,
  };
  try {
    loadConfig(env);
    return false;
  } catch (error) {
    return error instanceof ConfigError && error.problems.some((one) => one.startsWith(name));
  }
}
