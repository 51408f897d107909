import type { Command } from 'commander';
import { tryConnections } from '../doctor/connections';
import { examine } from '../doctor/examine';
import { services, type ServiceName } from '../../deploy/services';
import { UsageError } from '../usage-error';

const NAMES: readonly ServiceName[] = services.map(({ name }) => name);

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor [service]')
    .description('says in plain words what is wrong with this environment; default: all services')
    .addHelpText(
      'after',
      '\nOn Railway: railway run --service worker npm run -s otto -- doctor worker',
    )
    .action(doctor);
}

async function doctor(given: string | undefined): Promise<void> {
  const services = NAMES.filter((name) => given === undefined || name === given);
  if (services.length === 0)
    throw new UsageError(`There is no service ${given}: ${NAMES.join(', ')}.`);
  let findings = 0;
  for (const service of services) {
    const found = examine(service, process.env);
    findings += found.length;
    report(service, found);
  }
  const connections = await tryConnections(process.env);
  report('connections', connections);
  if (findings + connections.length > 0) process.exitCode = 1;
}

function report(what: string, found: readonly { readonly sentence: string }[]): void {
  console.log(found.length === 0 ? `✓ ${what}` : `✗ ${what}`);
  for (const { sentence } of found) console.log(`    ${sentence}`);
}
