import { containing, type Conditions } from './conditions';

/** Adds that the contact named by `column` has the text in its name or the digits in its number. */
export function addContactSearch(conditions: Conditions, column: string, search: string): void {
  const digits = search.replace(/\D/g, '');
  const isPhone = digits.length >= 3 && /^[\d\s().+-]+$/.test(search);
  const [find, pattern] = isPhone
    ? ['otto_contacts_with_phone', containing(digits)]
    : ['otto_contacts_named', containing(search.trim().replace(/\s+/g, ' '))];
  conditions.add(`${column} = any(array(select ${find}(?)))`, pattern);
}
