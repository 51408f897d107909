import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';

const LIMIT_MS = 60_000;
const POLL_MS = 250;

/** Waits until the worker has ended jobs and none waits: only then has it loaded what it works with. */
export async function untilJobsEnded(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const limit = Date.now() + LIMIT_MS; Date.now() < limit; await wait(POLL_MS)) {
      const { rows } = await client.query<{ open: number; ended: number }>(
        `select count(*) filter (where status in ('queued', 'running'))::int as open,
           count(*) filter (where status = 'succeeded')::int as ended from jobs`,
      );
      const [{ open, ended } = { open: 0, ended: 0 }] = rows;
      if (open === 0 && ended > 0) return;
    }
  } finally {
    await client.end();
  }
  throw new Error(`the worker did not end its jobs within ${LIMIT_MS / 1_000} s`);
}
