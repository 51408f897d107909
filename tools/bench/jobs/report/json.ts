import os from 'node:os';
import { installedVersion } from '../../harness/installed-version';
import { CONTENDER_NAMES } from '../contenders';
import { whyAbsent } from '../contenders/why-absent';
import type { Settings } from '../measures/field';
import type { Figures } from './figures';
import { judgeGoals } from './goals';
import { isMoreBetter, ratio } from './ratio';

/** Everything about a run, for programs. */
export function reportJson(
  figures: Figures,
  settings: Settings,
  postgres: Readonly<Record<string, string>>,
) {
  return {
    bench: 'jobs',
    at: new Date().toISOString(),
    host: {
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
      cpus: os.availableParallelism(),
      cpu: os.cpus()[0]?.model ?? '',
      loadAverage: os.loadavg(),
    },
    versions: {
      'bee-queue': installedVersion('bee-queue'),
      bullmq: installedVersion('bullmq'),
      'graphile-worker': installedVersion('graphile-worker'),
    },
    postgres,
    settings,
    absent: Object.fromEntries(
      CONTENDER_NAMES.map((name) => [name, whyAbsent(name)]).filter(([, reason]) => reason),
    ) as Record<string, string>,
    measures: figures.measures.map((measure) => ({
      measure,
      better: isMoreBetter(measure) ? 'more' : 'less',
      contenders: Object.fromEntries(
        CONTENDER_NAMES.filter((name) => figures.rounds(measure, name).length > 0).map((name) => [
          name,
          {
            median: figures.median(measure, name) ?? null,
            rounds: figures.rounds(measure, name),
            ...(name === 'otto' ? {} : { ottoTimes: ratio(figures, measure, name) ?? null }),
          },
        ]),
      ),
    })),
    goals: judgeGoals(figures).map((goal) => ({ ...goal, value: goal.value ?? null })),
  };
}
