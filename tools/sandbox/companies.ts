import type { DemoCompany } from '../local/demo-data';
import { SimulationError } from './control/simulation-error';
import type { SandboxDeps } from './sandbox-deps';

/** The first company of the config where none is named; throws SimulationError for an unknown one. */
export function companyOf({ config }: Pick<SandboxDeps, 'config'>, id?: string): DemoCompany {
  const { companies } = config;
  const company = companies.find((one) => one.id === (id ?? companies[0]?.id));
  if (!company) throw new SimulationError('there is no such company');
  return company;
}
