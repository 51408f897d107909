import { v7 as uuidv7 } from 'uuid';
import type { Database } from '@otto/db';

/** Stores a delivery as the intake of web does, and answers its id. */
export async function insertDelivery(
  database: Database,
  delivery: {
    readonly companyId: string | null;
    readonly provider: 'callrail' | 'clerk' | 'shunya' | 'twilio';
    readonly event: string;
    readonly body: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  },
): Promise<string> {
  const id = uuidv7();
  await database.asSystem(({ db }) =>
    db.delivery.create({
      data: {
        id,
        provider: delivery.provider,
        event: delivery.event,
        companyId: delivery.companyId,
        deliveryKey: id,
        body: new Uint8Array(Buffer.from(JSON.stringify(delivery.body))),
        contentType: 'application/json',
        ...(delivery.headers ? { headers: delivery.headers } : {}),
      },
    }),
  );
  return id;
}

export const statusOfDelivery = (database: Database, id: string): Promise<string> =>
  database.asSystem(
    async ({ db }) => (await db.delivery.findUniqueOrThrow({ where: { id } })).status,
  );

/** A body as CallRail posts it; `fields` wins. */
export function callBody(fields: Readonly<Record<string, unknown>>) {
  return {
    direction: 'inbound',
    start_time: '2026-11-24T09:00:00.000-05:00',
    created_at: '2026-11-24T09:00:00.000-05:00',
    customer_name: 'Pat Doe',
    voicemail: false,
    ...fields,
  };
}
