import os from 'node:os';
import { median } from '../../harness/statistics';
import type { Settings } from '../run';
import { MEASURES, medianOf, SUBJECTS, type Figures } from './figures';
import { judgeGoals } from './goals';

/** Everything about a run, for programs. */
export function reportJson(
  figures: Figures,
  settings: Settings,
  postgres: Readonly<Record<string, string>>,
) {
  const { drives, plainInserts } = figures;
  return {
    bench: 'webhooks',
    at: new Date().toISOString(),
    host: {
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
      cpus: os.availableParallelism(),
      cpu: os.cpus()[0]?.model ?? '',
      loadAverage: os.loadavg(),
    },
    postgres,
    settings,
    plainInserts: {
      connections: 32,
      perSecond: median(plainInserts) ?? null,
      rounds: plainInserts,
    },
    subjects: SUBJECTS.flatMap((subject) =>
      settings.connections.map((connections) => ({
        subject,
        connections,
        ...Object.fromEntries(
          MEASURES.map((measure) => [
            measure,
            medianOf(figures, subject, connections, measure) ?? null,
          ]),
        ),
        rounds: drives.filter(
          (drive) => drive.subject === subject && drive.connections === connections,
        ),
      })),
    ),
    goals: judgeGoals(figures).map((goal) => ({ ...goal, value: goal.value ?? null })),
  };
}
