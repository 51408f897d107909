import {
  countVisibleAppointments,
  findTimezone,
  findUserNames,
  findVisibleAppointments,
  type AppointmentFilter,
  type TenantTx,
} from '@otto/db';
import { appointmentRow } from '../reading/contact-card/rows';
import { fullName } from '../reading/person-name';
import { nextCursor, sliceOfWindow, type WindowRequest } from '../reading/slice';
import { appointmentScope, type Viewer } from '../reading/viewer';
import { localDay } from '../time/local-day';

export interface ListAppointmentsRequest
  extends Pick<AppointmentFilter, 'repId' | 'status' | 'outcome'>, WindowRequest {
  /** `YYYY-MM-DD` on the clocks of the company. */
  readonly date?: string | undefined;
}

/** Appointments that the viewer may see, latest first. */
export async function listAppointments(
  tx: TenantTx,
  viewer: Viewer,
  { date, limit, offset, cursor, ...asked }: ListAppointmentsRequest,
) {
  const day = date === undefined ? {} : dayOf(date, await findTimezone(tx));
  const filter: AppointmentFilter = { ...asked, ...day, scope: appointmentScope(viewer) };
  const found = await findVisibleAppointments(tx, filter, sliceOfWindow({ limit, offset, cursor }));
  const total = await countVisibleAppointments(tx, filter);
  const names = await findUserNames(
    tx,
    found.map((one) => one.assignedRepId),
  );
  const appointments = found.map(({ firstName, lastName, phone, ...appointment }) => ({
    ...appointmentRow(appointment, names),
    customerName: fullName({ firstName, lastName }),
    phone,
  }));
  const next = nextCursor(found, limit, ({ scheduledStart }) => scheduledStart);
  return { appointments, total, limit, offset, nextCursor: next };
}

function dayOf(date: string, zone: string) {
  const { from, to } = localDay(date, zone);
  return { from, to };
}
