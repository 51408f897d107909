import { AsyncLocalStorage } from 'node:async_hooks';
import type { Pool, PoolClient } from 'pg';

/** The connection of one transaction of Prisma's, from its begin to its end. */
export interface TransactionClient {
  /** Throws once the transaction has ended: the connection is somebody else's then. */
  readonly current: () => PoolClient;
}

/**
 * A pool for Prisma that shows on which connection a transaction runs, so that raw statements go
 * there directly: through Prisma each costs about a millisecond more, and wide rows several.
 */
export function watchTransactions(pool: Pool): {
  readonly pool: Pool;
  /** Within fn, the next transaction that begins is the one of the handle. */
  begin<T>(fn: (handle: TransactionClient) => Promise<T>): Promise<T>;
} {
  const begun = new AsyncLocalStorage<{ client: PoolClient | null }>();
  const connect = async (): Promise<PoolClient> => {
    const client = await pool.connect();
    const own = begun.getStore();
    if (!own || own.client) return client;
    own.client = client;
    const giveBack = takeTurns(client);
    const release = client.release.bind(client);
    client.release = (broken) => {
      own.client = null;
      giveBack();
      release(broken);
    };
    return client;
  };
  const watched = new Proxy(pool, {
    get: (target, key): unknown => {
      if (key !== 'connect') return Reflect.get(target, key);
      return (...args: []) => (args.length > 0 ? target.connect(...args) : connect());
    },
  });
  return {
    pool: watched,
    begin: (fn) => {
      const own: { client: PoolClient | null } = { client: null };
      const current = (): PoolClient => {
        if (!own.client) throw new Error('the transaction has ended');
        return own.client;
      };
      return begun.run(own, () => fn({ current }));
    },
  };
}

/** Sends a statement when the one before it has been answered: Prisma's and ours meet here. */
function takeTurns(client: PoolClient): () => void {
  const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
  let last: Promise<unknown> = Promise.resolve();
  client.query = ((...args: unknown[]) => {
    const answer = last.then(() => query(...args));
    last = answer.catch(() => undefined);
    return answer;
  }) as typeof client.query;
  // The class's own query shows again.
  return () => void Reflect.deleteProperty(client, 'query');
}
