import { defineTask } from '../task';
import { ofDelivery } from './of-delivery';

/** Brings companies and users up to an event of Clerk. */
export const applyClerkEvent = defineTask({
  name: 'people.apply-clerk-event',
  queue: 'default',
  ...ofDelivery,
});
