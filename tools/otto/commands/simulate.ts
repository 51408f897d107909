import type { Command } from 'commander';
import { postJson, readStack } from '../stack';
import { watchCall } from '../watch-call';
import { addEventCommands } from './simulate-event';
import { addFaultCommand } from './simulate-faults';

interface CallOptions {
  readonly scenario: string;
  readonly company?: string;
  readonly from?: string;
  readonly count: string;
  readonly duplicates: string;
  readonly watch?: boolean;
}

interface SimulatedCalls {
  readonly calls: readonly { readonly callId: string; readonly from: string }[];
}

/** booked, unbooked, service-not-offered, unqualified; the sandbox writes them in camel case. */
const camelCase = (name: string) =>
  name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

export function addSimulateCommand(program: Command): void {
  const simulate = program
    .command('simulate')
    .description('lets the sandbox act as a provider does');
  addEventCommands(simulate);
  addFaultCommand(simulate);
  simulate
    .command('call')
    .description('an answered call, reported by CallRail with its recording')
    .requiredOption('--scenario <name>', 'booked, unbooked, service-not-offered or unqualified')
    .option('--company <id>', 'org_demo or org_rival', 'org_demo')
    .option('--from <number>', "the caller's number (E.164); a new one by default")
    .option('--count <n>', 'how many calls', '1')
    .option('--duplicates <n>', 'extra copies of each webhook', '0')
    .option('--watch', 'show each stage and the result; exit 1 with the stage that failed')
    .action(async (options: CallOptions) => {
      const stack = readStack();
      const { calls } = await postJson<SimulatedCalls>(`${stack.sandbox}/simulate/call`, {
        scenario: camelCase(options.scenario),
        companyId: options.company,
        from: options.from,
        count: Number(options.count),
        duplicates: Number(options.duplicates),
      });
      if (!options.watch) {
        for (const call of calls) console.log(call.callId);
        return;
      }
      for (const call of calls) {
        await watchCall(stack, { ...call, companyId: options.company ?? 'org_demo' });
      }
    });
}
