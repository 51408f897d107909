import { lockStaffText, updateStaffText, type Database } from '@otto/db';
import { ProviderError, TWILIO_CODES } from '@otto/integrations';
import type { Logger } from '@otto/observability';
import { sendStaffText, type Enqueuer, type JobContext } from '@otto/queues';
import type { TwilioAccounts } from '../integrations/twilio-accounts';
import { tenantOf } from '../jobs/tenant-of';
import type { Publish } from '../live';
import type { Clock } from '../time/clock';
import { claimStaffText } from './claim-staff-text';
import { optOut } from './opt-out';

export interface SendStaffTextDeps {
  readonly database: Database;
  readonly jobs: Enqueuer;
  readonly publish: Publish;
  readonly twilioAccounts: TwilioAccounts;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface Asked {
  readonly staffTextId: string;
  readonly phone: string;
  readonly at: Date;
}

/**
 * Texts a manager, by the rules of texting. The row is committed as being sent first, then the
 * provider is asked once; a text of which nobody knows is not sent again, since the task that it
 * tells of is there all the same. Throws where the provider may take it later.
 */
export function createSendStaffText(deps: SendStaffTextDeps) {
  const { database, jobs, twilioAccounts, clock } = deps;

  return async (payload: { readonly staffTextId: string }, job: JobContext): Promise<void> => {
    const { staffTextId } = payload;
    const companyId = tenantOf(job);
    const client = await twilioAccounts(companyId);
    const now = clock.now();
    const claim = await database.withTenant(companyId, async (tx) => {
      const made = await claimStaffText(tx, staffTextId, { now, hasAccount: client !== null });
      if (made.next === 'later') {
        await jobs.enqueue(tx, sendStaffText, payload, { runAt: made.runAt });
      }
      if (made.next !== 'ask') await job.completeIn(tx, { next: made.next });
      return made;
    });
    if (claim.next !== 'ask' || !client) return;
    const { to, from, text } = claim;
    try {
      const taken = await client.sendMessage({ id: staffTextId, to, from, text }, job.signal);
      const { messageId: providerMessageId } = taken;
      await database.withTenant(companyId, async (tx) => {
        await updateStaffText(tx, staffTextId, { status: 'sent', providerMessageId });
        await job.completeIn(tx, { next: 'sent' });
      });
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      await settle(deps, { staffTextId, phone: to, at: now }, error, job);
    }
  };
}

async function settle(
  { database, publish, logger }: SendStaffTextDeps,
  { staffTextId, phone, at }: Asked,
  error: ProviderError,
  job: JobContext,
): Promise<void> {
  const { code, isUnknownOutcome, isRetryable } = error;
  logger.warn('a text to a manager was not taken', { staffTextId, code, isUnknownOutcome });
  const mayTryAgain = isRetryable && !isUnknownOutcome && job.attempt < job.maxAttempts;
  const status = isUnknownOutcome ? 'unknown' : mayTryAgain ? 'held' : 'failed';
  await database.withTenant(tenantOf(job), async (tx) => {
    const row = await lockStaffText(tx, staffTextId);
    if (row?.status !== 'sending') return;
    await updateStaffText(tx, staffTextId, { status, errorCode: code });
    if (code === TWILIO_CODES.optedOut) {
      const about = { contactCardId: null, phone, messageId: staffTextId, at };
      await optOut(tx, { channel: 'sms', ...about, source: 'carrier', keyword: null, publish });
    }
    if (!mayTryAgain) await job.completeIn(tx, { next: status });
  });
  if (mayTryAgain) throw error;
}
