import { servicesBanner } from './stack/banner';
import { bringUpServices } from './stack/bring-up';
import { parseOptions } from './stack/parse-options';
import { runStack } from './stack/run-stack';
import { writeEnvFile } from './stack/write-env-file';

const HELP = `npm run services

Runs only what Otto's apps need: PostgreSQL (migrated, with the demo data), Redis and the sandbox.
It writes .env, which the apps read when you serve one of them beside it:

  npx nx serve web      (or worker, or beat)

Takes DATABASE_URL, REDIS_URL or UPSTASH_REDIS_URL, and PORT like npm start. Ctrl-C ends it.`;

async function main(): Promise<number> {
  if (parseOptions(process.argv.slice(2), HELP) === 'done') return 0;
  return runStack({
    command: 'npm run services',
    bringUp: async (supervisor, progress) => {
      const stack = await bringUpServices(process.env, supervisor, progress);
      writeEnvFile(stack, progress);
      console.log(servicesBanner(stack));
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
