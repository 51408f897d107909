import { firstOf, flagOf, recordOf, textOf, wordOf, type JsonRecord } from '../../json/read-json';
import {
  APPOINTMENT_TYPES,
  BOOKING_STATUSES,
  CALL_OUTCOME_CATEGORIES,
  QUALIFIED,
  type AppointmentType,
  type BookingStatus,
  type CallOutcomeCategory,
  type QualificationStatus,
} from '../labels';

export interface BookingSection {
  readonly bookingStatus: BookingStatus | null;
  readonly callOutcomeCategory: CallOutcomeCategory | null;
  /** As Shunya wrote it; not yet read as a time. */
  readonly appointmentDate: string | null;
  readonly appointmentType: AppointmentType | null;
  readonly serviceRequested: string | null;
  readonly serviceNotOfferedReason: string | null;
  readonly followUpRequired: boolean | null;
  readonly followUpReason: string | null;
}

export function readBooking(
  raw: JsonRecord,
  qualification: QualificationStatus | null,
): BookingSection {
  const places = [recordOf(raw['qualification']), recordOf(raw['lead_qualification']), raw];
  const appointment = recordOf(raw['appointment']);
  const texts = (key: string) => firstOf(places.map((place) => textOf(place[key])));
  const bookingStatus = firstOf(
    [...places, appointment].map((place) => wordOf(place['booking_status'], BOOKING_STATUSES)),
  );
  return {
    bookingStatus,
    callOutcomeCategory:
      firstOf(
        places.map((place) => wordOf(place['call_outcome_category'], CALL_OUTCOME_CATEGORIES)),
      ) ?? categoryOf(qualification, bookingStatus),
    appointmentDate: firstOf([
      texts('appointment_date'),
      ...['appointment_date', 'scheduled_time', 'date'].map((key) => textOf(appointment[key])),
    ]),
    appointmentType: firstOf([
      ...places.map((place) => wordOf(place['appointment_type'], APPOINTMENT_TYPES)),
      ...['appointment_type', 'type'].map((key) => wordOf(appointment[key], APPOINTMENT_TYPES)),
    ]),
    serviceRequested: texts('service_requested'),
    serviceNotOfferedReason: texts('service_not_offered_reason'),
    followUpRequired: firstOf(places.map((place) => flagOf(place['follow_up_required']))),
    followUpReason: texts('follow_up_reason'),
  };
}

const CATEGORY_OF: Readonly<Record<BookingStatus, CallOutcomeCategory>> = {
  booked: 'qualified_and_booked',
  service_not_offered: 'qualified_service_not_offered',
  not_booked: 'qualified_but_unbooked',
};

/** Follows from Shunya's two labels alone; null unless both are there and the call is qualified. */
function categoryOf(
  qualification: QualificationStatus | null,
  booking: BookingStatus | null,
): CallOutcomeCategory | null {
  if (qualification === null || booking === null || !QUALIFIED.includes(qualification)) return null;
  return CATEGORY_OF[booking];
}
