import type { VariableName } from '@otto/config';
import { CONNECTIONS, PLACEHOLDER, requiredVariables } from './required-variables';
import type { Service } from './services';

/** Every variable that the service reads at its start, as its own config does it. */
export function readVariables(service: Service): VariableName[] {
  const read = new Set<string>();
  const required = requiredVariables(service).map((name) => [name, PLACEHOLDER] as const);
  const given: Record<string, string> = {
    ...CONNECTIONS,
    ...service.variables,
    ...Object.fromEntries(required),
  };
  service.loadConfig(
    new Proxy(given, {
      get: (target, name) => {
        read.add(String(name));
        return target[String(name)];
      },
    }),
  );
  return [...read].sort() as VariableName[];
}
