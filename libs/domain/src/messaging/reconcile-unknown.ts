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
import { noteLost } from '../recovery/note-outcome';
import { noteFoundOut } from './settle-text';

/** An asking takes 15 s at most; what is older was cut off. */
const IN_DOUBT_AFTER_MS = 120_000;
/** What Twilio does not list by then, it never had. */
const LOST_AFTER_MS = 15 * 60_000;
/** What cannot be looked for that long is given up, and not sent again: it may have gone out. */
const GIVE_UP_MS = 24 * 3_600_000;
/** Clocks differ, and Twilio tells whole seconds. */
const SLACK_MS = 60_000;
const BATCH = 50;

/**
 * Looks at Twilio for texts whose sending got no answer: one that is there gets its id, one that is
 * not after a quarter of an hour is held, so that it may be sent again with its key; an attempt to
 * win back a missed caller is made again then.
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
        if (!(await reconcile(deps, text, now, job.signal))) await giveUp(deps, text, now);
      } catch (error) {
        job.signal.throwIfAborted();
        logger.warn('a text in doubt could not be looked for', { messageId: text.id, error });
        await giveUp(deps, text, now);
      }
    }
  };
}

/** Answers false when there is nowhere to look. */
async function reconcile(
  { database, publish, twilioAccounts }: Parameters<typeof createReconcileUnknown>[0],
  { id, companyId }: TextInDoubt,
  now: Date,
  signal: AbortSignal,
): Promise<boolean> {
  const message = await database.withTenant(companyId, (tx) => findMessage(tx, id));
  const { customerPhone: to, companyPhone: from, sendingAt } = message ?? {};
  if (!message || !to || !from || !sendingAt) return false;
  const client = await twilioAccounts(companyId);
  if (!client) return false;
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
      return noteFoundOut(tx, publish, current, taken);
    }
    const isLost = now.getTime() - sendingAt.getTime() > LOST_AFTER_MS;
    await updateMessage(tx, id, { status: isLost ? 'held' : 'unknown' });
    if (isLost) await noteLost(tx, publish, current, now);
  });
  return true;
}

/** Ends a text that nobody can look for, so that others have their turn. */
async function giveUp(
  { database }: Parameters<typeof createReconcileUnknown>[0],
  { id, companyId }: TextInDoubt,
  now: Date,
): Promise<void> {
  await database.withTenant(companyId, async (tx) => {
    const message = await lockMessage(tx, id);
    if (!message || !['sending', 'unknown'].includes(message.status)) return;
    const since = message.sendingAt ?? message.createdAt;
    if (now.getTime() - since.getTime() <= GIVE_UP_MS) return;
    await updateMessage(tx, id, { status: 'failed', errorCode: 'OUTCOME_UNKNOWN' });
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
