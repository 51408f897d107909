import type { Ask } from './drive';

/** How many rows the answer lists; null when it is no list. Throws unless it is a 200. */
export async function countRows(url: string, ask: Ask | undefined): Promise<number | null> {
  if (!ask) throw new Error('there is nobody to ask');
  const headers = { authorization: `Bearer ${ask.token}` };
  const answer = await fetch(`${url}${ask.path}`, { headers });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${ask.path} answered ${answer.status}: ${text}`);
  const { data } = JSON.parse(text) as { data: Record<string, unknown> };
  if (typeof data['total'] !== 'number') return null;
  const rows = Object.values(data).find((value) => Array.isArray(value)) as unknown[] | undefined;
  return rows?.length ?? null;
}
