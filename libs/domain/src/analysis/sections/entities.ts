import type { CleanJson } from '../../json/clean-json';
import { firstOf, recordOf, textOf, type JsonRecord } from '../../json/read-json';

/** Facts that the customer named. */
export interface Entities {
  readonly address: string | null;
  /** As Shunya wrote it; not yet read as a time. */
  readonly appointmentDate: string | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

export function readEntities(raw: JsonRecord): Entities | null {
  const places = [recordOf(raw['entities']), recordOf(raw['extracted_entities'])];
  const texts = (...keys: string[]) =>
    firstOf(places.flatMap((place) => keys.map((key) => textOf(place[key]))));
  const entities = {
    address: firstOf(
      [...places, raw].flatMap((place) => [
        addressOf(place['address']),
        addressOf(place['property_address']),
      ]),
    ),
    appointmentDate: texts('appointment_date', 'scheduled_time', 'date'),
    name: texts('name', 'customer_name'),
    phone: texts('phone', 'phone_number'),
    email: texts('email'),
  };
  return Object.values(entities).some((value) => value !== null) ? entities : null;
}

const ADDRESS_PARTS = ['street', 'line1', 'line2', 'city', 'state', 'postal_code', 'zip'] as const;

/** One line, also from an address in parts. */
function addressOf(value: CleanJson | undefined): string | null {
  const record = recordOf(value);
  const parts = ADDRESS_PARTS.map((part) => textOf(record[part])).filter((part) => part !== null);
  return textOf(value) ?? textOf(record['full_address']) ?? (parts.join(', ') || null);
}
