import path from 'node:path';
import { bundleProgram } from '../harness/bundle';
import type { Progress } from '../harness/progress';
import type { BenchServers } from '../harness/servers';
import { CONTENDER_NAMES } from './contenders';
import { whyAbsent } from './contenders/why-absent';
import { measureDrain } from './measures/drain';
import { measureEnqueue } from './measures/enqueue';
import { createField, type Field, type Settings } from './measures/field';
import { measureLatency } from './measures/latency';
import { measureMemory } from './measures/memory';
import { measureRecovery } from './measures/recovery';
import { createFigures, type Figures } from './report/figures';

export const MEASURES = {
  enqueue: measureEnqueue,
  drain: measureDrain,
  latency: measureLatency,
  recovery: measureRecovery,
} satisfies Record<string, (field: Field, round: number) => Promise<void>>;
export type MeasureName = keyof typeof MEASURES | 'memory';
export const MEASURE_NAMES: MeasureName[] = [...(Object.keys(MEASURES) as MeasureName[]), 'memory'];

/** All rounds of what is to be measured, the contenders taking turns in each. */
export async function runJobsBench(options: {
  readonly servers: BenchServers;
  readonly settings: Settings;
  readonly only: readonly MeasureName[];
  readonly progress: Progress;
}): Promise<Figures> {
  const { servers, settings, only, progress } = options;
  const program = await bundleProgram(path.join(__dirname, 'child.ts'), 'jobs');
  const figures = createFigures();
  const names = CONTENDER_NAMES.filter((name) => {
    const reason = whyAbsent(name);
    if (reason) progress(`without ${name}: ${reason}`);
    return !reason;
  });
  const field = createField({ settings, names, figures, progress, servers, program });
  for (let round = 0; round < settings.rounds; round += 1) {
    for (const [name, measure] of Object.entries(MEASURES)) {
      if (!only.includes(name as MeasureName)) continue;
      progress(`round ${round + 1} of ${settings.rounds}: ${name}`);
      await measure(field, round);
    }
  }
  if (only.includes('memory')) await measureMemory(field);
  return figures;
}
