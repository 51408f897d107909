import type { Database } from '@otto/db';
import {
  createActiveCompanies,
  createAnswerVoice,
  createCallrailSenders,
  createNumberOwners,
  createTwilioSenders,
} from '@otto/domain';
import { createCallrailDoors } from './callrail-doors';
import { createClerkDoors } from './clerk-doors';
import type { Door } from './door';
import { createShunyaDoors } from './shunya-doors';
import { createTwilioDoors, type TwilioDoorDeps } from './twilio-doors';
import { createUwcDoors } from './uwc-doors';

/** What the deployment has set for those who send webhooks. */
export interface DoorSettings {
  /** Where providers believe this service to be. */
  readonly publicUrl: string;
  /** Open what companies have stored. */
  readonly encryptionKeys: string;
  readonly shunyaWebhook: { readonly secrets: readonly string[]; readonly maxAgeSeconds: number };
  readonly clerkWebhook: { readonly secrets: readonly string[] };
  readonly twilioAccount: TwilioDoorDeps['sharedAccount'];
}

/** The whole table: every webhook that Otto takes. */
export function createDoors(deps: DoorSettings & { readonly database: Database }): Door[] {
  const { publicUrl, shunyaWebhook, clerkWebhook, twilioAccount } = deps;
  const companies = createActiveCompanies(deps);
  return [
    ...createCallrailDoors({ senders: createCallrailSenders(deps) }),
    ...createTwilioDoors({
      companies,
      publicUrl,
      sharedAccount: twilioAccount,
      senders: createTwilioSenders(deps),
      numbers: createNumberOwners(deps),
      answerVoice: createAnswerVoice(deps),
    }),
    ...createShunyaDoors({ companies, ...shunyaWebhook }),
    ...createUwcDoors({ companies, ...shunyaWebhook }),
    ...createClerkDoors({ companies, ...clerkWebhook }),
  ];
}
