import { findMissedCallSettings, findTimezone, type TenantTx } from '@otto/db';
import type { BusinessHours } from '../messaging/sending-hours';

/** The hours in which the company wants automated texts. */
export async function readBusinessHours(tx: TenantTx): Promise<BusinessHours> {
  const settings = await findMissedCallSettings(tx);
  const { businessHoursStart: start, businessHoursEnd: end, businessDays: days } = settings;
  return { start, end, days, zone: await findTimezone(tx) };
}
