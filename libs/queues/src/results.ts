import { setTimeout as delay } from 'node:timers/promises';
import type { Sql } from '@otto/db/sql';
import type { JobStatus } from './job';
import type { JsonValue } from './task';

export interface JobResult {
  readonly status: JobStatus;
  /** What the handler returned; null while it has not succeeded. */
  readonly result: JsonValue;
  readonly error: string | null;
}

const ENDED: readonly JobStatus[] = ['succeeded', 'dead', 'cancelled'];

/** How a job stands; null when there is none with this id (or it was cleaned up). */
export async function getResult(sql: Sql, id: string): Promise<JobResult | null> {
  const [row] = await sql.query<JobResult>('select status, result, error from jobs where id = $1', [
    id,
  ]);
  return row ?? null;
}

/**
 * Waits until the job has succeeded, died or been cancelled, looking at the row at growing
 * intervals (20 ms to 1 s). Throws when it takes longer than `timeoutMs` or does not exist.
 */
export async function waitFor(
  sql: Sql,
  id: string,
  { timeoutMs }: { timeoutMs: number },
): Promise<JobResult> {
  const deadline = performance.now() + timeoutMs;
  for (let pauseMs = 20; ; pauseMs = Math.min(1_000, pauseMs * 1.5)) {
    const result = await getResult(sql, id);
    if (!result) throw new Error(`there is no job ${id}`);
    if (ENDED.includes(result.status)) return result;
    if (performance.now() + pauseMs > deadline)
      throw new Error(`job ${id} did not end within ${timeoutMs} ms`);
    await delay(pauseMs);
  }
}
