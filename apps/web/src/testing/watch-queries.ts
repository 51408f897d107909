import type { Database } from '@otto/db';

/** Collects the text of every statement that is sent from now on, whoever sends it. */
export function watchQueries(database: Database): string[] {
  const texts: string[] = [];
  const watched = new WeakSet<object>();
  database.sql.pool.on('acquire', (client) => {
    if (watched.has(client)) return;
    watched.add(client);
    const send = client.query.bind(client) as (...args: unknown[]) => unknown;
    const spy = (...args: unknown[]): unknown => {
      const [query] = args;
      texts.push(typeof query === 'string' ? query : String((query as { text?: unknown }).text));
      return send(...args);
    };
    client.query = spy as typeof client.query;
  });
  return texts;
}
