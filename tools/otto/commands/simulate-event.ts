import type { Command } from 'commander';
import { simulations } from '../../sandbox/simulations';
import type { Simulation } from '../../sandbox/simulations/simulation';
import type { Told } from '../../sandbox/simulations/tell';
import { postJson, readStack } from '../stack';
import { printJson } from '../table';
import { UsageError } from '../usage-error';
import { addOptions, requestOf } from './simulate-options';
import { addStoryOptions, isStory, showStory } from './simulate-story';

interface Answer extends Readonly<Record<string, unknown>> {
  readonly webhooks: readonly Told[];
}

/** A command for each single event of a provider. */
export function addEventCommands(simulate: Command): void {
  for (const simulation of simulations) addEventCommand(simulate, simulation);
}

function addEventCommand(simulate: Command, { name, about, schema }: Simulation): void {
  const command = addOptions(simulate.command(name).description(about), schema);
  if (name === 'missed-call') addStoryOptions(command);
  command
    .option('--json', 'the whole answer as JSON')
    .action(async ({ json, speed, messy, ...options }: Record<string, unknown>) => {
      const { scenario } = options;
      if (speed !== undefined && !isStory(scenario)) {
        throw new UsageError('--speed goes with --scenario no-reply, reply, stop, …; see --help');
      }
      if (
        name === 'missed-call' &&
        isStory(scenario) &&
        (speed !== undefined || scenario !== 'booked')
      ) {
        const asked = {
          speed: typeof speed === 'string' ? speed : '3600',
          messy: messy === true,
          json: json === true,
        };
        return showStory(scenario, asked);
      }
      const url = `${readStack().sandbox}/simulate/${name}`;
      const answer = await postJson<Answer>(url, requestOf(schema, options));
      if (json) printJson(answer);
      else show(answer);
      const refused = answer.webhooks.find(({ status }) => status !== null && status >= 300);
      if (refused) throw new UsageError(`web answered ${refused.status} to ${refused.event}`);
    });
}

function show({ webhooks, ...ids }: Answer): void {
  for (const [id, value] of Object.entries(ids)) console.log(`${id} ${String(value)}`);
  for (const { event, status, error, text } of webhooks) {
    console.log(`${event}: ${status ?? 'no answer'} ${error ?? text}`);
  }
}
