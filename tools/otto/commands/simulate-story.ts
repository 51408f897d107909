import { Option, type Command } from 'commander';
import { SCENARIO_NAMES, scenarios, type ScenarioName } from '../../recovery/scenarios';
import type { Ending } from '../../recovery/live-story';
import { tellStory } from '../../recovery/tell-story';
import { maskPhone, type Moment } from '../../recovery/timeline';
import { printJson } from '../table';
import { UsageError } from '../usage-error';

interface StoryOptions {
  readonly speed: string;
  readonly messy?: boolean;
  readonly json?: boolean;
}

/** Nothing is left to hurry: no step of the days takes longer than the machine needs. */
const MAX_SPEED = 1_000_000;
const ZONE = 'America/New_York';

/** The command's names, besides the scenarios of answered calls that the same command takes. */
export const isStory = (name: unknown): name is ScenarioName =>
  SCENARIO_NAMES.includes(name as ScenarioName);

/** Two options that let `simulate missed-call` live the days after the call too. */
export function addStoryOptions(command: Command): Command {
  const speed = new Option('--speed <n>', `live the days that follow, so many times as fast, with`);
  speed.description += ` --scenario ${SCENARIO_NAMES.join('|')}; up to ${MAX_SPEED}`;
  return command
    .addOption(speed)
    .option('--messy', 'with --speed: every webhook comes twice and in the wrong order');
}

/** Shows what becomes of a missed caller; fails when it ends in another way than it has to. */
export async function showStory(scenario: ScenarioName, options: StoryOptions): Promise<void> {
  const speed = Number(options.speed);
  if (!(speed >= 1 && speed <= MAX_SPEED)) {
    throw new UsageError(`--speed takes a number from 1 to ${MAX_SPEED}`);
  }
  const moments: Moment[] = [];
  const ending = await tellStory({
    scenario,
    speed,
    isMessy: options.messy ?? false,
    onProgress: (line) => process.stderr.write(`… ${line}\n`),
    onMoment: (moment) => {
      moments.push(moment);
      if (!options.json) console.log(lineOf(moment));
    },
  });
  const isRight = isExpected(scenario, ending);
  if (options.json)
    printJson({ scenario, ...ending, phone: maskPhone(ending.phone), moments, isRight });
  else console.log(`\n${summaryOf(scenario, ending)}`);
  if (!isRight) process.exitCode = 1;
}

export function isExpected(
  scenario: ScenarioName,
  { recovery, recoveries, textedAt }: Ending,
): boolean {
  const { ends, texts: wanted } = scenarios[scenario];
  const isSame = Object.entries(ends).every(
    ([name, value]) => recovery?.[name as keyof typeof recovery] === value,
  );
  return isSame && recoveries === 1 && textedAt.length === wanted;
}

function lineOf({ at, event, state, texts }: Moment): string {
  const time = at.toLocaleString('en-GB', {
    timeZone: ZONE,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  return `${time.padEnd(11)} ${event.padEnd(32)} ${state.padEnd(20)} ${texts}`;
}

export function summaryOf(scenario: ScenarioName, ending: Ending): string {
  const { recovery, textedAt, phone } = ending;
  const mark = isExpected(scenario, ending) ? '✓' : '✗';
  const state = recovery
    ? `${recovery.status}${recovery.reason ? ` (${recovery.reason})` : ''}`
    : 'none';
  const booked = recovery?.isBooked ? ', booked' : '';
  const by = recovery?.rescuedBy ? `, won back by ${recovery.rescuedBy}` : '';
  const { ends, texts: wanted } = scenarios[scenario];
  return `${mark} ${scenario}: ${maskPhone(phone)} is ${state}${booked}${by} after ${textedAt.length} of ${wanted} texts; right is ${ends.status}`;
}
