import type { ContactCardRecord } from '@otto/db';
import { fullName } from './person-name';

/** A contact as it comes with a lead or an appointment. */
export function contactRow(contact: ContactCardRecord) {
  const { id, primaryPhone, secondaryPhones, email, firstName, lastName } = contact;
  const { address, city, state, postalCode, country, source } = contact;
  return {
    id,
    primaryPhone,
    secondaryPhones,
    email,
    firstName,
    lastName,
    fullName: fullName(contact),
    address,
    city,
    state,
    postalCode,
    country,
    source,
  };
}
