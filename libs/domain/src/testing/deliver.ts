import type { Database } from '@otto/db';
import type { JobContext } from '@otto/queues';
import { insertDelivery } from './callrail-deliveries';
import { specJob } from './spec-job';

type Handler = (payload: { deliveryId: string }, job: JobContext) => Promise<void>;
type Delivery = Parameters<typeof insertDelivery>[1];

/** Stores a delivery, has the handler work on it, and answers what became of it. */
export async function deliver(
  database: Database,
  handle: Handler,
  delivery: Delivery & { readonly attempt?: number },
) {
  const { attempt = 1, ...stored } = delivery;
  const deliveryId = await insertDelivery(database, stored);
  const job = specJob(delivery.companyId, { attempt });
  await handle({ deliveryId }, job);
  const { status, error } = await database.asSystem(({ db }) =>
    db.delivery.findUniqueOrThrow({ where: { id: deliveryId } }),
  );
  return { deliveryId, status, error, completions: job.completions };
}

/** The contact with that phone, whoever's it is, with everything that hangs on it. */
export function findContacts(database: Database, phone: string) {
  return database.asSystem(({ db }) =>
    db.contactCard.findMany({
      where: { primaryPhone: phone },
      include: { leads: true, messages: true, eventLogs: { orderBy: { eventType: 'asc' } } },
    }),
  );
}
