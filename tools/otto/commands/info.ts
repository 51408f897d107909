import type { Command } from 'commander';
import { mintToken, readStack } from '../stack';
import { printJson, table } from '../table';

export function addInfoCommand(program: Command): void {
  program
    .command('info')
    .description('everything that a client of the running local stack needs')
    .option('--json', 'as one JSON object, with fresh session tokens')
    .action(async ({ json }: { json?: boolean }) => {
      const info = await collectInfo();
      if (json) return printJson(info);
      console.log(`web      ${info.web}\nsandbox  ${info.sandbox}\n`);
      console.log(
        table(
          ['company', 'tracking number', 'users'],
          info.companies.map(({ id, trackingNumber, users }) => [
            id,
            trackingNumber,
            users.map((user) => `${user.id} (${user.role})`).join(', '),
          ]),
        ),
      );
      console.log('\nTokens, keys and database addresses: npm run -s otto -- info --json');
    });
}

async function collectInfo() {
  const stack = readStack();
  const companies = await Promise.all(
    stack.companies.map(async (company) => ({
      id: company.id,
      name: company.name,
      timezone: company.timezone,
      trackingNumber: company.trackingNumber,
      smsNumber: company.smsNumber,
      callrail: company.callrail,
      twilio: company.twilio,
      users: await Promise.all(
        company.users.map(async ({ id, role }) => ({
          id,
          role,
          token: await mintToken(stack, id),
        })),
      ),
    })),
  );
  const { web, sandbox, databaseUrl, redisUrl, shunya, clerk, recordings } = stack;
  return { web, sandbox, databaseUrl, redisUrl, companies, shunya, clerk, recordings };
}
