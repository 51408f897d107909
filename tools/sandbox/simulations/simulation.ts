import { z } from 'zod';
import type { CallBook } from '../callrail/call-book';
import type { Directory } from '../clerk/directory';
import type { SandboxDeps } from '../sandbox-deps';
import type { TwilioState } from '../twilio/twilio-state';
import type { Told } from './tell';

export interface SimulationDeps extends SandboxDeps {
  readonly calls: CallBook;
  readonly twilio: TwilioState;
  readonly directory: Directory;
  nextCaller(): string;
}

export interface SimulationResult {
  /** What the provider now calls the things that it made up. */
  readonly ids: Readonly<Record<string, string | number>>;
  readonly webhooks: readonly Told[];
}

/** Something that a provider can be made to do, by request and on the command line. */
export interface Simulation {
  readonly name: string;
  readonly about: string;
  readonly schema: z.ZodObject;
  simulate(deps: SimulationDeps, request: unknown): Promise<SimulationResult>;
}

/** Fields that every simulation takes. */
export const common = {
  companyId: z.string().optional().describe('company; the first one by default'),
  duplicates: z.int().min(0).max(100).default(0).describe('extra copies of each webhook'),
  overrides: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('fields of the body to replace, as JSON; null takes one away'),
};

export const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be E.164');
export const customer = phone.optional().describe('the customer (E.164); a new one by default');

export function defineSimulation<S extends z.ZodRawShape>(definition: {
  readonly name: string;
  readonly about: string;
  readonly fields: S;
  run(
    deps: SimulationDeps,
    input: z.output<z.ZodObject<S & typeof common>>,
  ): Promise<SimulationResult>;
}): Simulation {
  const { name, about, fields, run } = definition;
  const schema = z.strictObject({ ...common, ...fields }) as unknown as z.ZodObject<
    S & typeof common
  >;
  return {
    name,
    about,
    schema,
    simulate: (deps, request) => run(deps, schema.parse(request ?? {})),
  };
}
