import { z } from 'zod';
import { PROVIDERS, WEBHOOK_SENDERS } from '../providers';

export const REQUEST_FAULTS = [
  'latency',
  'hang',
  'hang-after-accept',
  'rate-limit',
  'server-error',
  'malformed',
  'connection-reset',
] as const;
export type RequestFault = (typeof REQUEST_FAULTS)[number];

export const WEBHOOK_FAULTS = ['duplicate', 'reorder', 'delay', 'lose'] as const;
export type WebhookFault = (typeof WEBHOOK_FAULTS)[number];

const common = {
  /** Part of `METHOD /path`, such as `POST` or `Messages.json`; everything where it is left out. */
  endpoint: z.string().min(1).optional(),
  /** How many requests or webhooks it befalls. */
  times: z.int().min(1).default(1),
  /** How long the latency or delay is, and how long a held webhook waits for one to overtake it. */
  ms: z.int().min(0).max(600_000).default(2_000),
};

export const faultSchema = z.union([
  z.strictObject({
    provider: z.enum(PROVIDERS),
    fault: z.enum(REQUEST_FAULTS),
    ...common,
  }),
  z.strictObject({
    provider: z.enum(WEBHOOK_SENDERS),
    webhooks: z.enum(WEBHOOK_FAULTS),
    ...common,
  }),
]);

export type FaultRequest = z.output<typeof faultSchema>;
export type FaultInput = z.input<typeof faultSchema>;
