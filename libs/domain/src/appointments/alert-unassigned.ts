import {
  insertTextsToManagers,
  listUnassignedBookings,
  lockUnassignedBooking,
  type Database,
  type UnassignedBooking,
} from '@otto/db';
import type { Logger } from '@otto/observability';
import { sendStaffText, type Enqueuer, type JobContext } from '@otto/queues';
import type { Publish } from '../live';
import { addTasks } from '../tasks/add-tasks';

const BATCH = 500;

interface AlertDeps {
  readonly database: Database;
  readonly jobs: Enqueuer;
  readonly publish: Publish;
  readonly logger: Logger;
}

/**
 * Asks the managers, once per visit, for a rep where one begins within a day and has none: by a task,
 * and by a text to each of them who has a phone.
 */
export function createAlertUnassigned(deps: AlertDeps) {
  const { database, logger } = deps;

  return async ({ at }: { readonly at: string }, job: JobContext): Promise<{ asked: number }> => {
    const now = new Date(at);
    const bookings = await database.asSystem((tx) => listUnassignedBookings(tx, now, BATCH));
    let asked = 0;
    for (const booking of bookings) {
      job.signal.throwIfAborted();
      try {
        await askForRep(deps, booking, now);
        asked += 1;
      } catch (error) {
        // One bad visit does not keep the others waiting; it is found again by the next tick.
        logger.error('a visit without a rep was not told of', { appointmentId: booking.id, error });
      }
    }
    return { asked };
  };
}

async function askForRep(
  { database, jobs, publish }: AlertDeps,
  { id: appointmentId, companyId }: UnassignedBooking,
  now: Date,
): Promise<void> {
  await database.withTenant(companyId, async (tx) => {
    const booking = await lockUnassignedBooking(tx, appointmentId);
    if (!booking) return;
    const { contactCardId, leadId } = booking;
    const uniqueKey = `unassigned-booking:${appointmentId}`;
    await addTasks(tx, publish, {
      about: { contactCardId, leadId, appointmentId },
      at: now,
      tasks: [
        {
          description: 'Assign a rep to a visit that begins within a day',
          assignedTo: 'manager',
          source: 'otto',
          actionType: 'manager_review',
          contactMethod: null,
          priority: 'high',
          uniqueKey,
          dueAt: now,
        },
      ],
    });
    const texts = await insertTextsToManagers(tx, { appointmentId, dedupeKey: uniqueKey });
    for (const staffTextId of texts) await jobs.enqueue(tx, sendStaffText, { staffTextId });
  });
}
