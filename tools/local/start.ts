import { parseOptions } from './stack/parse-options';
import { startBanner } from './stack/banner';
import { bringUpServices, requireFreePort, webPort, settleAll } from './stack/bring-up';
import { buildApps } from './stack/build-apps';
import { runStack } from './stack/run-stack';
import { startApps } from './stack/start-apps';

const HELP = `npm start

Runs all of Otto on this machine: PostgreSQL, Redis, a sandbox that plays the providers, and
web, worker and beat, built from this checkout. Data, logs and secrets are kept in .local/.

  DATABASE_URL                     use this PostgreSQL instead of a local one
  REDIS_URL or UPSTASH_REDIS_URL   use this Redis instead of a local one
  PORT                             port of web (8080)
  LOG_LEVEL                        error, warn, info or debug

Ctrl-C ends everything in order. rm -rf .local starts afresh.
See also: npm run services -- --help, npm run otto -- --help`;

async function main(): Promise<number> {
  if (parseOptions(process.argv.slice(2), HELP) === 'done') return 0;
  return runStack({
    command: 'npm start',
    bringUp: async (supervisor, progress) => {
      await requireFreePort(webPort(process.env));
      const services = bringUpServices(process.env, supervisor, progress);
      await settleAll([services, buildApps(supervisor, progress)]);
      const stack = await services;
      await startApps(stack, supervisor, progress);
      console.log(startBanner(stack));
    },
  });
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
