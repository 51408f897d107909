/** First and last name joined; null when neither is known. */
export function fullName(person: {
  firstName: string | null;
  lastName: string | null;
}): string | null {
  const name = [person.firstName, person.lastName].filter(Boolean).join(' ').trim();
  return name === '' ? null : name;
}
