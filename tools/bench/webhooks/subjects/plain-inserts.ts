import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Pool } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { workspaceRoot } from '../../harness/paths';

const SAMPLE = path.join(workspaceRoot, 'libs/integrations/src/callrail/samples/post-call.json');
/** A prepared statement, which is the fastest that pg has. */
const INSERT = {
  name: 'insert-delivery',
  text: `insert into deliveries (id, provider, event, delivery_key, body, content_type)
    values ($1, 'plain', 'post-call', $2, $3, 'application/json')`,
};

/** Rows a second that plain pg commits, one row a statement, into the table that Otto uses. */
export async function plainInserts(
  databaseUrl: string,
  { connections, amount }: { readonly connections: number; readonly amount: number },
): Promise<number> {
  const body = readFileSync(SAMPLE);
  const pool = new Pool({ connectionString: databaseUrl, max: connections });
  try {
    const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()));
    let left = amount;
    const startedAt = process.hrtime.bigint();
    await Promise.all(
      clients.map(async (client) => {
        while (left > 0) {
          left -= 1;
          const id = uuidv7();
          await client.query({ ...INSERT, values: [id, id, body] });
        }
        client.release();
      }),
    );
    return amount / (Number(process.hrtime.bigint() - startedAt) / 1e9);
  } finally {
    await pool.end();
  }
}
