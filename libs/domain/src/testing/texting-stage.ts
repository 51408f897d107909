import { inspect } from 'node:util';
import { createHttpClient } from '@otto/integrations';
import {
  createSpecLogger,
  seedCompany,
  uniqueId,
  uniquePhone,
  type SeededCompany,
} from '@otto/testkit';
import { createTwilioAccounts } from '../integrations/twilio-accounts';
import type { SendMessageDeps } from '../messaging/send-message';
import type { SendRequest } from '../messaging/sending';
import { insertCall } from './insert-call';
import { createScriptedServer, type ScriptedServer } from './scripted-server';
import { createStage, type Stage } from './stage';

export interface TextingStage {
  readonly stage: Stage;
  readonly twilio: ScriptedServer;
  readonly deps: SendMessageDeps;
  /** A company with a number at Twilio. */
  company(): Promise<SeededCompany & { readonly smsNumber: string }>;
  /** A text to somebody whom the company knows and has never texted. */
  request(company: SeededCompany, part?: Partial<SendRequest>): Promise<SendRequest>;
  /** From now on Twilio takes every text. */
  takeTexts(): void;
  /** How often Twilio was asked to send a text. */
  asked(): number;
  stop(): Promise<void>;
}

const ACCOUNT = 'AC00000000000000000000000000000000';

/**
 * Everything that sending needs, with a Twilio that says what the spec tells it to. `onLog` sees
 * every line of the log, with all that belongs to it.
 */
export async function createTextingStage(onLog?: (line: string) => void): Promise<TextingStage> {
  const quiet = await createStage();
  const stage: Stage = onLog ? { ...quiet, logger: loggerTo(onLog) } : quiet;
  const twilio = await createScriptedServer();
  const deps: SendMessageDeps = {
    ...stage,
    publicUrl: 'https://otto.example',
    twilioAccounts: createTwilioAccounts({
      database: stage.database,
      baseUrl: twilio.url,
      encryptionKeys: 'none-is-needed',
      mediaHosts: [],
      shared: { id: ACCOUNT, authTokens: ['token'] },
      http: createHttpClient({
        vendor: 'twilio',
        timeoutMs: 2_000,
        retry: { retries: 0, firstDelayMs: 1, maxDelayMs: 1 },
        logger: stage.logger,
      }),
    }),
  };
  return {
    stage,
    twilio,
    deps,
    company: async () => {
      const seeded = await seedCompany(stage.database);
      const smsNumber = uniquePhone();
      await stage.database.withTenant(seeded.id, ({ db }) =>
        db.phoneNumber.create({
          data: { companyId: seeded.id, e164: smsNumber, kind: 'sms', provider: 'twilio' },
        }),
      );
      return { ...seeded, smsNumber };
    },
    request: async (company, part = {}) => {
      const call = await insertCall(stage.database, company, {
        phone: newYorkPhone(),
        status: 'missed',
        missed: true,
      });
      return {
        companyId: company.id,
        contactCardId: call.contactCardId,
        leadId: call.leadId,
        callId: call.id,
        phone: call.phone,
        body: 'Sorry we missed you. How can we help?',
        dedupeKey: uniqueId('key'),
        isAutomated: true,
        ...part,
      };
    },
    takeTexts: () =>
      twilio.on(`POST /2010-04-01/Accounts/${ACCOUNT}/Messages.json`, () => ({
        status: 201,
        body: { sid: uniqueId('SM'), status: 'queued', to: '+1', from: '+1', body: '' },
      })),
    asked: () => twilio.requests.filter((line) => line.startsWith('POST')).length,
    stop: async () => {
      await twilio.close();
      await stage.stop();
    },
  };
}

/** A customer whose clocks are the company's. */
export function newYorkPhone(): string {
  return uniquePhone().replace(/^\+1\d{3}/, '+1212');
}

function loggerTo(onLog: (line: string) => void): Stage['logger'] {
  return createSpecLogger((_level, message, fields) =>
    onLog(`${message} ${inspect(fields, { depth: 10 })}`),
  );
}
