import { Command } from 'commander';
import { addApiBench } from './api/command';
import { addJobsBench } from './jobs/command';
import { addMemoryBench } from './memory/command';
import { addSocketsBench } from './sockets/command';
import { addRecoveryBench } from './recovery/command';
import { addWebhooksBench } from './webhooks/command';

const program = new Command('bench')
  .description('Measures what Otto is made of, beside its peers where there are any.')
  .showHelpAfterError();
addJobsBench(program);
addWebhooksBench(program);
addMemoryBench(program);
addApiBench(program);
addSocketsBench(program);
addRecoveryBench(program);

program.parseAsync().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof Error ? (error.stack ?? error.message) : error);
    process.exit(1);
  },
);
