import { countVisibleCalls, findVisibleCalls, type CallFilter, type TenantTx } from '@otto/db';
import { callRow, type SignUrl } from './call-view';
import { nextCursor, sliceOfPage, type PageRequest } from './slice';
import { callScope, type Viewer } from './viewer';

const DAY_MS = 86_400_000;
/** How far back a list reaches when no dates are given (DOMAIN 6.1). */
const DEFAULT_DAYS = 30;

export interface ListCallsRequest
  extends Omit<CallFilter, 'scope' | 'id' | 'contactCardId'>, PageRequest {}

/** One page of the calls that the viewer may see, newest first; the last 30 days by default. */
export async function listCalls(
  tx: TenantTx,
  viewer: Viewer,
  request: ListCallsRequest,
  deps: { readonly signUrl: SignUrl; readonly now: Date },
) {
  const { page, pageSize, cursor, ...asked } = request;
  const end = asked.to ?? deps.now;
  const filter: CallFilter = {
    ...asked,
    from: asked.from ?? new Date(end.getTime() - DEFAULT_DAYS * DAY_MS),
    scope: callScope(viewer),
  };
  const calls = await findVisibleCalls(tx, filter, sliceOfPage({ page, pageSize, cursor }));
  const total = await countVisibleCalls(tx, filter);
  return {
    items: calls.map((call) => callRow(call, deps.signUrl)),
    page,
    pageSize,
    total,
    nextCursor: nextCursor(calls, pageSize, ({ startedAt }) => startedAt),
  };
}
