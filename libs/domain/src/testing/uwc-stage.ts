import {
  createSpecLogger,
  createTestDatabase,
  seedCompany,
  type SeededCompany,
} from '@otto/testkit';
import type { Database } from '@otto/db';
import type { Clock } from '../time/clock';
import { createProcessUwcWebhook } from '../shunya/process-uwc-webhook';
import { insertDelivery } from './callrail-deliveries';
import { specJob } from './spec-job';

export interface UwcStage {
  readonly company: SeededCompany;
  readonly rival: SeededCompany;
  readonly database: Database;
  readonly clock: Clock;
  readonly process: ReturnType<typeof createProcessUwcWebhook>;
  /** Stores an older webhook as web does; `fields` wins over company and status. */
  deliver(event: string, fields: object): Promise<string>;
  /** What becomes of it at the last attempt. */
  receive(event: string, fields: object): Promise<string>;
  outcomeOf(deliveryId: string): Promise<string>;
}

/** Two companies and Shunya's older webhooks, which come to the first. */
export async function createUwcStage(
  deps: Parameters<typeof createProcessUwcWebhook>[0],
): Promise<UwcStage> {
  const { database, clock } = deps;
  const [company, rival] = [await seedCompany(database), await seedCompany(database)];
  const process = createProcessUwcWebhook(deps);

  const deliver = (event: string, fields: object) =>
    insertDelivery(database, {
      companyId: company.id,
      provider: 'shunya',
      event,
      body: { company_id: company.id, status: 'completed', ...fields },
    });

  async function outcomeOf(deliveryId: string) {
    const { status, error } = await database.asSystem(({ db }) =>
      db.delivery.findUniqueOrThrow({ where: { id: deliveryId } }),
    );
    return error === null ? status : `${status}: ${error}`;
  }

  async function receive(event: string, fields: object) {
    const deliveryId = await deliver(event, fields);
    await process({ deliveryId }, specJob(company.id, { attempt: 8 }));
    return outcomeOf(deliveryId);
  }
  return { company, rival, database, clock, process, deliver, receive, outcomeOf };
}

/** The same without Shunya's API, for events that ask nothing there. */
export async function createSilentUwcStage(clock: Clock) {
  const { database, stop } = await createTestDatabase();
  const stage = await createUwcStage({
    database,
    clock,
    logger: createSpecLogger(),
    publish: () => undefined,
    advanceJob: () => Promise.reject(new Error('Shunya is not asked here')),
  });
  return { ...stage, stop };
}
