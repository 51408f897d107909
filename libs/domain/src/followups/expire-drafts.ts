import { expireDrafts, noteBookings, type Database } from '@otto/db';
import type { JobContext } from '@otto/queues';

/** Ends drafts that nobody approved in time, and notes which follow-ups led to a booking. */
export function createExpireDrafts({ database }: { readonly database: Database }) {
  return ({ at }: { readonly at: string }, job: JobContext): Promise<void> =>
    database.asSystem(async (tx) => {
      const now = new Date(at);
      const expired = await expireDrafts(tx, now);
      await job.completeIn(tx, { expired, booked: await noteBookings(tx, now) });
    });
}
