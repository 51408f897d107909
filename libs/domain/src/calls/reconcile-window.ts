import type { CallrailCall, CallrailClient } from '@otto/integrations';

const PER_PAGE = 250;

export interface CallWindow {
  readonly since: Date;
  readonly until: Date;
}

export interface WindowPage {
  readonly calls: readonly CallrailCall[];
  /** Every call of the window that started before this is on this page or was on an earlier one. */
  readonly reached: Date;
}

/**
 * The calls of a time, oldest first. Each page starts where the one before ended, so that none is
 * passed over when calls come and go in the list meanwhile; the last of a page may come again.
 */
export async function* pagesOf(
  client: Pick<CallrailClient, 'listCalls'>,
  { since, until }: CallWindow,
  signal: AbortSignal,
): AsyncGenerator<WindowPage> {
  let from = since;
  for (let page = 1; ;) {
    const query = {
      since: from.toISOString(),
      until: until.toISOString(),
      page,
      perPage: PER_PAGE,
    };
    const { calls, totalPages } = await client.listCalls(query, signal);
    if (page >= totalPages || calls.length === 0) {
      yield { calls, reached: until };
      return;
    }
    const last = calls.at(-1)?.startedAt;
    const reached = last && Date.parse(last) > from.getTime() ? new Date(last) : from;
    yield { calls, reached };
    // So many at one moment that its calls fill a page.
    page = reached.getTime() === from.getTime() ? page + 1 : 1;
    from = reached;
  }
}
