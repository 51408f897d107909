import type { Command } from 'commander';
import { REQUEST_FAULTS, WEBHOOK_FAULTS } from '../../sandbox/faults/fault-schema';
import { postJson, readStack } from '../stack';
import { printJson } from '../table';
import { UsageError } from '../usage-error';

interface FaultOptions {
  readonly provider: string;
  readonly endpoint?: string;
  readonly fault?: string;
  readonly webhooks?: string;
  readonly times?: string;
  readonly ms?: string;
}

const numberOf = (text: string | undefined) => (text === undefined ? undefined : Number(text));

/** Makes a provider fail next, or takes all planned faults back. */
export function addFaultCommand(simulate: Command): void {
  simulate
    .command('fault')
    .description('what goes wrong next at a provider, or on the way of its webhooks')
    .requiredOption('--provider <name>', 'callrail, shunya, clerk, twilio, openai, expo, google …')
    .option('--endpoint <text>', 'only where this is part of "METHOD /path"')
    .option('--fault <kind>', REQUEST_FAULTS.join(', '))
    .option('--webhooks <kind>', WEBHOOK_FAULTS.join(', '))
    .option('--times <n>', 'how often (default: 1)')
    .option('--ms <n>', 'how long a latency or delay is (default: 2000)')
    .action(async ({ times, ms, ...options }: FaultOptions) => {
      const request = { ...options, times: numberOf(times), ms: numberOf(ms) };
      printJson(await postJson(`${readStack().sandbox}/faults`, request));
    });
  simulate
    .command('no-faults')
    .description('nothing goes wrong on purpose from now on')
    .action(async () => {
      const { status } = await fetch(`${readStack().sandbox}/faults`, { method: 'DELETE' });
      if (status !== 204) throw new UsageError(`the sandbox answered ${status}`);
    });
}
