import { findPropertyScene, savePropertySnapshot, type Database, type TenantTx } from '@otto/db';
import type { OpenaiClient } from '@otto/integrations';
import { PermanentError, type JobContext } from '@otto/queues';
import { tenantOf } from '../jobs/tenant-of';
import type { Publish } from '../live';
import type { Clock } from '../time/clock';
import { recordEvents } from '../timeline/record-events';
import { addressHash, addressLine } from './address';
import { propertyPrompt } from './prompt';
import { readSnapshot } from './read-snapshot';

const MODEL = 'gpt-4o';
const TEMPERATURE = 0.1;
const MAX_TOKENS = 1_200;
const MAX_RAW = 20_000;

export interface RefreshPropertyDeps {
  readonly database: Database;
  /** Null where no key is configured: then the job fails, for nothing is made up. */
  readonly openai: OpenaiClient | null;
  readonly publish: Publish;
  readonly clock: Clock;
}

interface Asked {
  readonly contactCardId: string;
  readonly addressHash: string;
  readonly isAutomatic?: boolean | undefined;
}

/** Asks the model what is publicly known of a house, and keeps its words beside what they say. */
export function createRefreshProperty(deps: RefreshPropertyDeps) {
  return async (asked: Asked, job: JobContext): Promise<void> => {
    const companyId = tenantOf(job);
    const address = await deps.database.withTenant(companyId, (tx) => addressOf(tx, asked));
    if (address === null) return;
    if (!deps.openai && asked.isAutomatic) return;
    if (!deps.openai) throw new PermanentError('no OpenAI key is configured');
    const { text } = await deps.openai.complete(
      {
        model: MODEL,
        temperature: TEMPERATURE,
        maxTokens: MAX_TOKENS,
        messages: propertyPrompt(address),
      },
      job.signal,
    );
    await deps.database.withTenant(companyId, async (tx) => {
      // The customer may have moved meanwhile: then another job asks for the other house.
      if ((await addressOf(tx, asked)) !== null) await store(tx, deps, { asked, job, text });
      await job.completeIn(tx);
    });
  };
}

/** Null when the customer is gone, or has another address now. */
async function addressOf(tx: TenantTx, asked: Asked): Promise<string | null> {
  const contact = await findPropertyScene(tx, asked.contactCardId);
  const line = contact && addressLine(contact);
  return line !== null && addressHash(line) === asked.addressHash ? line : null;
}

async function store(
  tx: TenantTx,
  { publish, clock }: RefreshPropertyDeps,
  { asked, job, text }: { readonly asked: Asked; readonly job: JobContext; readonly text: string },
): Promise<void> {
  const { contactCardId } = asked;
  const raw = text.replaceAll('\u0000', '').toWellFormed().slice(0, MAX_RAW).toWellFormed();
  const at = clock.now();
  const scene = await findPropertyScene(tx, contactCardId);
  await savePropertySnapshot(tx, contactCardId, { snapshot: readSnapshot(raw), raw, at });
  await recordEvents(tx, publish, [
    {
      contactCardId,
      leadId: scene?.leadId ?? null,
      eventType: 'property_intelligence_updated',
      at,
      uniqueKey: `property:${contactCardId}:${job.id}`,
    },
  ]);
}
