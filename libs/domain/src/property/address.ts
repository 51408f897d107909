import { createHash } from 'node:crypto';

export interface Address {
  readonly address: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
}

/** The address in one line; null without a street, which alone names a house. */
export function addressLine(of: Address): string | null {
  const street = tidy(of.address);
  if (street === '') return null;
  const rest = [of.city, [of.state, of.postalCode].map(tidy).join(' '), of.country].map(tidy);
  return [street, ...rest.filter((part) => part !== '')].join(', ');
}

/** The same for the same house, however it is spaced and capitalised. */
export function addressHash(line: string): string {
  return createHash('sha256').update(line.toLowerCase()).digest('hex').slice(0, 16);
}

const tidy = (part: string | null): string => (part ?? '').trim().replace(/\s+/g, ' ');
