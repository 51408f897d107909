import {
  findKnownProviderIds,
  findMessage,
  listTextsInDoubt,
  lockMessage,
  updateMessage,
  type Database,
  type MessageRow,
  type TextInDoubt,
} from '@otto/db';
import type { TwilioMessage } from '@otto/integrations';
import type { Logger } from '@otto/observability';
import type { JobContext } from '@otto/queues';
import type { TwilioAccounts } from '../integrations/twilio-accounts';
import type { Publish } from '../live';
import { noteTaken } from './settle-text';

/** An asking takes 15 s at most; what is older was cut off. */
const IN_DOUBT_AFTER_MS = 120_000;
/** What Twilio does not list by then, it never had. */
const LOST_AFTER_MS = 15 * 60_000;
/** Clocks differ, and Twilio tells whole seconds. */
const SLACK_MS = 60_000;
const BATCH = 50;

/**
 * Looks at Twilio for texts whose sending got no answer: one that is there gets its id, one that is
 * not after a quarter of an hour is held, so that it may be sent again with its key.
 */
export function createReconcileUnknown(deps: {
  readonly database: Database;
  readonly publish: Publish;
  readonly twilioAccounts: TwilioAccounts;
  readonly logger: Logger;
}) {
  const { database, logger } = deps;

  return async ({ at }: { readonly at: string }, job: JobContext): Promise<void> => {
    const now = new Date(at);
    const since = new Date(now.getTime() - IN_DOUBT_AFTER_MS);
    const texts = await database.asSystem((tx) => listTextsInDoubt(tx, since, BATCH));
    for (const text of texts) {
      job.signal.throwIfAborted();
      try {
        await reconcile(deps, text, now, job.signal);
      } catch (error) {
        job.signal.throwIfAborted();
        logger.warn('a text in doubt could not be looked for', { messageId: text.id, error });
      }
    }
  };
}

async function reconcile(
  { database, publish, twilioAccounts }: Parameters<typeof createReconcileUnknown>[0],
  { id, companyId }: TextInDoubt,
  now: Date,
  signal: AbortSignal,
): Promise<void> {
  const message = await database.withTenant(companyId, (tx) => findMessage(tx, id));
  const { customerPhone: to, companyPhone: from, sendingAt } = message ?? {};
  if (!message || !to || !from || !sendingAt) return;
  const client = await twilioAccounts(companyId);
  if (!client) return;
  const sentAfter = new Date(sendingAt.getTime() - SLACK_MS);
  const listed = await client.listMessages({ to, from, sentAfter }, signal);
  await database.withTenant(companyId, async (tx) => {
    const current = await lockMessage(tx, id);
    if (!current || !['sending', 'unknown'].includes(current.status)) return;
    if (current.sendingAt?.getTime() !== sendingAt.getTime()) return;
    const ids = listed.map(({ messageId }) => messageId);
    const known = await findKnownProviderIds(tx, 'twilio', ids);
    const found = theSame(listed, current, known);
    if (found) {
      const taken = { providerMessageId: found.messageId, at: sendingAt };
      return noteTaken(tx, publish, current, taken);
    }
    const isLost = now.getTime() - sendingAt.getTime() > LOST_AFTER_MS;
    await updateMessage(tx, id, { status: isLost ? 'held' : 'unknown' });
  });
}

/** The oldest with the same words that belongs to no other text of ours. */
function theSame(
  listed: readonly TwilioMessage[],
  { body }: MessageRow,
  known: ReadonlySet<string>,
): TwilioMessage | undefined {
  return listed.findLast(({ text, messageId }) => text === body && !known.has(messageId));
}
