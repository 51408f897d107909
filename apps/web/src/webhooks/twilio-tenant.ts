import type { ActiveCompanies, NumberOwners } from '@otto/domain';
import type { Fields, Inbound } from './door';
import { isKnown } from './is-known';

const COMPANY = 'company';

/**
 * A URL that Twilio is told. On the shared account it names the company, since not every event names
 * a number; Twilio signs it whole, so nobody else can name another.
 */
export function callbackUrl(publicUrl: string, event: string, companyId: string | null): string {
  const query = companyId === null ? '' : `?${COMPANY}=${encodeURIComponent(companyId)}`;
  return `${publicUrl}/webhooks/twilio/${event}${query}`;
}

/** Whose event of the shared account it is: by the URL that Otto gave, else by our number. */
export async function companyOfShared(
  deps: { readonly companies: ActiveCompanies; readonly numbers: NumberOwners },
  event: string,
  { fields, inbound }: { readonly fields: Fields; readonly inbound: Inbound },
): Promise<string | null> {
  const named = new URL(inbound.target, 'http://any').searchParams.get(COMPANY);
  if (named !== null) return (await isKnown(deps.companies, named)) ? named : null;
  const number = fields[isFromUs(event, fields) ? 'From' : 'To'];
  if (typeof number !== 'string') return null;
  const owner = deps.numbers.recall(number) ?? (await deps.numbers.find(number));
  return owner?.companyId ?? null;
}

const isFromUs = (event: string, { Direction: direction }: Fields): boolean =>
  event === 'sms-status' || (typeof direction === 'string' && direction.startsWith('outbound'));
