import { z } from 'zod';
import type { DemoCompany } from '../local/demo-data';
import { shunyaOptionsSchema } from './shunya/options';

const companySchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  timezone: z.string().min(1),
  trackingNumber: z.string().min(1),
  smsNumber: z.string().min(1),
  callrail: z.object({
    accountId: z.string().min(1),
    apiKey: z.string().min(1),
    token: z.string().min(1),
    signingKey: z.string().min(1),
  }),
  twilio: z.object({ accountSid: z.string().min(1), authToken: z.string().min(1) }),
  users: z
    .array(
      z.object({
        id: z.string().min(1),
        email: z.string().min(1),
        name: z.string().min(1),
        role: z.enum(['manager', 'csr', 'sales_rep']),
      }),
    )
    .readonly(),
}) satisfies z.ZodType<DemoCompany>;

const sandboxConfigSchema = z.object({
  /** 0 takes any free port. */
  port: z.int().min(0).max(65_535),
  /** Where it listens, and how others reach it; both differ from the defaults in a container. */
  host: z.string().default('127.0.0.1'),
  selfUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Where webhooks are posted; `pointAt` changes it while the sandbox runs. */
  webUrl: z.url({ protocol: /^https?$/ }),
  companies: z.array(companySchema).min(1).readonly(),
  /** What providers sign for, where that is not webUrl (Twilio signs the URL too). */
  publicUrl: z.url({ protocol: /^https?$/ }).optional(),
  callrail: z
    .object({
      requestsPerHour: z.int().min(1).default(1_000),
      /** How long a link to a recording holds. */
      recordingUrlTtlMs: z.int().min(1).default(3_600_000),
    })
    .prefault({}),
  twilio: z
    .object({
      /** Pauses before each status callback of a text or a call. */
      statusDelayMs: z.int().min(0).default(300),
    })
    .prefault({}),
  shunya: z.object({
    jwtSecret: z.string().min(1),
    hmacSecret: z.string().min(1),
    ...shunyaOptionsSchema.shape,
  }),
  clerk: z.object({
    privateKeyPem: z.string().min(1),
    webhookSecret: z.string().min(1),
    /** Key of the REST API. */
    secretKey: z.string().min(1).default('sk_test_sandbox'),
    /** Svix's pauses (5 s, 5 min, …) made shorter for people who watch. */
    webhookRetryDelaysMs: z.array(z.int().min(0)).default([1_000, 5_000, 15_000, 60_000]),
  }),
  /** 0 takes any free port, which GET /endpoints tells. */
  smtp: z.object({ port: z.int().min(0).max(65_535).default(0) }).prefault({}),
});

export type SandboxConfig = z.input<typeof sandboxConfigSchema>;
export type CompleteConfig = z.output<typeof sandboxConfigSchema>;

/** Fills in the defaults; the error names everything that is wrong. */
export function completeConfig(input: SandboxConfig): CompleteConfig {
  const config = sandboxConfigSchema.safeParse(input);
  if (config.success) return config.data;
  throw new Error(`The sandbox's config does not fit:\n${z.prettifyError(config.error)}`);
}
