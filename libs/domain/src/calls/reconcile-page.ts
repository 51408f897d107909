import { findKnownCalls, type Database, type KnownCall } from '@otto/db';
import type { CallrailCall } from '@otto/integrations';
import type { Enqueuer } from '@otto/queues';
import type { Publish } from '../live';
import { normalisePhone } from '../phones/normalise-phone';
import { callrailNews, type CallrailNews } from './callrail-news';
import { isComplete, isWebhookOverdue } from './reconcile-due';
import { recordCallrailNews } from './record-callrail-news';

/** Records those of the listed calls whose webhook was lost; answers how many. */
export function createReconcilePage(deps: {
  readonly database: Database;
  readonly jobs: Enqueuer;
  readonly publish: Publish;
}) {
  const { database } = deps;

  return async (companyId: string, calls: readonly CallrailCall[], now: Date): Promise<number> => {
    const overdue = calls.filter((call) => isWebhookOverdue(call, now));
    const known = await database.withTenant(companyId, (tx) =>
      findKnownCalls(tx, 'callrail', overdue.map(listed)),
    );
    const knownAs = new Map(known.map((call) => [call.listedId, call]));
    let recorded = 0;
    for (const call of overdue) {
      const ours = knownAs.get(call.callId);
      const news = ours && isComplete(ours, call) ? null : lastNewsOf(call, ours, now);
      if (news === null) continue;
      const result = await database.withTenant(companyId, (tx) =>
        recordCallrailNews(tx, deps, news),
      );
      if (typeof result !== 'string') recorded += 1;
    }
    return recorded;
  };
}

function listed({ callId, customerPhone, startedAt }: CallrailCall) {
  return {
    providerCallId: callId,
    customerPhone: normalisePhone(customerPhone),
    startedAt: startedAt === null ? null : new Date(startedAt),
  };
}

/** What the post-call webhook would have said. */
function lastNewsOf(
  call: CallrailCall,
  ours: KnownCall | undefined,
  now: Date,
): CallrailNews | null {
  const event = call.direction === 'outbound' ? 'outbound-post-call' : 'post-call';
  const otherId = ours && ours.providerCallId !== call.callId ? ours.providerCallId : null;
  return callrailNews(event, { ...call, numericId: otherId ?? call.numericId }, now);
}
