import { createBullmq } from './bullmq';
import type { Contender, Servers } from './contender';
import { createGraphile, graphileTuning } from './graphile';
import { createOtto } from './otto';

export const CONTENDER_NAMES = ['otto', 'bullmq', 'graphile', 'graphile-tuned'] as const;
export type ContenderName = (typeof CONTENDER_NAMES)[number];

const builders = {
  otto: createOtto,
  bullmq: createBullmq,
  graphile: (servers) => createGraphile(servers),
  'graphile-tuned': (servers) => createGraphile(servers, graphileTuning),
} satisfies Record<ContenderName, (servers: Servers) => Contender>;

export const createContender = (name: ContenderName, servers: Servers): Contender =>
  builders[name](servers);

export type { BenchWorker, Contender, Producer, Servers } from './contender';
