import { defineTask } from '../task';
import { ofDelivery } from './of-delivery';

/** Turns a form that a visitor of the company's site filled in into contact and lead. */
export const recordForm = defineTask({
  name: 'leads.record-form',
  queue: 'default',
  ...ofDelivery,
});
