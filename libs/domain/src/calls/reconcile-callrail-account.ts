import { findIntegration, noteAccepted, noteReconciled, type Database } from '@otto/db';
import { ProviderError } from '@otto/integrations';
import type { Logger } from '@otto/observability';
import { reconcileCallrailAccount, type Enqueuer, type JobContext } from '@otto/queues';
import type { CallrailAccounts } from '../integrations/callrail-accounts';
import type { Publish } from '../live';
import type { Clock } from '../time/clock';
import { createReconcilePage } from './reconcile-page';
import { pagesOf, type CallWindow } from './reconcile-window';

/** Longer than a call, and the wait for its last webhook after it, may take. */
const OVERLAP_MS = 4 * 3_600_000;
const SHORTEST_DELAY_MS = 60_000;
/** Of the key, of its rights, of the account. */
const REFUSALS: readonly (number | null)[] = [401, 403, 404];

/**
 * Lists the calls of one company's account since the last look and records those whose webhook was
 * lost. What it has reached is kept page by page; a used-up limit puts the rest off.
 */
export function createReconcileCallrailAccount(deps: {
  readonly database: Database;
  readonly jobs: Enqueuer;
  readonly publish: Publish;
  readonly callrailAccounts: CallrailAccounts;
  readonly clock: Clock;
  readonly logger: Logger;
}) {
  const { database, jobs, callrailAccounts, clock, logger } = deps;
  const reconcilePage = createReconcilePage(deps);

  async function nextWindow(companyId: string, until: Date): Promise<CallWindow | null> {
    const account = await database.withTenant(companyId, (tx) => findIntegration(tx, 'callrail'));
    if (!account) return null;
    const { createdAt, reconciledUntil } = account;
    // Nothing was missed before there was an account.
    if (reconciledUntil === null) return { since: earlier(createdAt, until), until };
    return { since: new Date(earlier(reconciledUntil, until).getTime() - OVERLAP_MS), until };
  }

  async function delay(companyId: string, error: ProviderError, job: JobContext): Promise<void> {
    const now = clock.now();
    const runAt = new Date(now.getTime() + Math.max(error.retryAfterMs ?? 0, SHORTEST_DELAY_MS));
    await database.withTenant(companyId, async (tx) => {
      await job.completeIn(tx, { delayedUntil: runAt.toISOString() });
      const payload = { companyId, at: now.toISOString() };
      await jobs.enqueue(tx, reconcileCallrailAccount, payload, { runAt });
    });
    logger.warn('the look at an account was put off', { companyId, runAt: runAt.toISOString() });
  }

  async function refuse(companyId: string, error: ProviderError, job: JobContext): Promise<void> {
    const isNews = await database.withTenant(companyId, async (tx) => {
      const changed = await noteAccepted(tx, 'callrail', false);
      if (!changed) await job.completeIn(tx, { refused: error.status });
      return changed;
    });
    logger.error('CallRail refuses the credentials', { companyId, status: error.status });
    // Dead once; the integration shows the rest, until its credentials work.
    if (isNews) throw error;
  }

  return async ({ companyId }: { companyId: string }, job: JobContext): Promise<void> => {
    const client = await callrailAccounts(companyId);
    const window = await nextWindow(companyId, clock.now());
    if (!client || !window) return;
    let listed = 0;
    let recorded = 0;
    try {
      for await (const { calls, reached } of pagesOf(client, window, job.signal)) {
        recorded += await reconcilePage(companyId, calls, window.until);
        listed += calls.length;
        await database.withTenant(companyId, (tx) => noteReconciled(tx, 'callrail', reached));
      }
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      if (error.status === 429 || error.code === 'RATE_LIMITED')
        return delay(companyId, error, job);
      if (REFUSALS.includes(error.status)) return refuse(companyId, error, job);
      throw error;
    }
    if (recorded > 0) logger.warn('calls without their webhook were recorded', { recorded });
    await database.withTenant(companyId, async (tx) => {
      await noteAccepted(tx, 'callrail', true);
      await job.completeIn(tx, { listed, recorded });
    });
  };
}

function earlier(a: Date, b: Date): Date {
  return a.getTime() <= b.getTime() ? a : b;
}
