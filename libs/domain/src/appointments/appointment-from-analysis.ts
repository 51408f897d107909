import type { NormalisedAnalysis } from '../analysis/normalise-analysis';
import type { AppointmentType } from '../analysis/labels';
import { parseMoment } from '../time/parse-moment';

const LENGTH_MS = 60 * 60_000;

export interface NewAppointment {
  readonly scheduledStart: Date;
  readonly scheduledEnd: Date;
  readonly appointmentType: AppointmentType | null;
  readonly serviceType: string | null;
  readonly address: string | null;
}

/** What a call's booking amounts to; `no_time` when it was booked for no time that can be read. */
export type BookingResult =
  | { readonly kind: 'none' }
  | { readonly kind: 'no_time'; readonly said: string | null }
  | { readonly kind: 'appointment'; readonly appointment: NewAppointment };

type BookingSource = Pick<
  NormalisedAnalysis,
  'bookingStatus' | 'appointmentDate' | 'appointmentType' | 'serviceRequested' | 'entities'
>;

/** Reads the booking of a call; a time without offset is on the clocks of the tenant's zone. */
export function appointmentFromAnalysis(analysis: BookingSource, timezone: string): BookingResult {
  if (analysis.bookingStatus !== 'booked') return { kind: 'none' };
  const said = [analysis.appointmentDate, analysis.entities?.appointmentDate ?? null].filter(
    (text) => text !== null,
  );
  const start = said.map((text) => parseMoment(text, timezone)).find((moment) => moment !== null);
  if (!start) return { kind: 'no_time', said: said[0] ?? null };
  return {
    kind: 'appointment',
    appointment: {
      scheduledStart: start,
      scheduledEnd: new Date(start.getTime() + LENGTH_MS),
      appointmentType: analysis.appointmentType,
      serviceType: analysis.serviceRequested,
      address: analysis.entities?.address ?? null,
    },
  };
}
