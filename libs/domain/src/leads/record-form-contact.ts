import {
  fillContactEmail,
  lockContactCardByEmail,
  upsertContactCard,
  type TenantTx,
} from '@otto/db';
import type { CallrailForm } from '@otto/integrations';
import { CARD_SOURCES } from '../contacts/card-sources';
import { splitName } from '../contacts/split-name';
import { cleanText } from '../json/clean-json';
import { normalisePhone } from '../phones/normalise-phone';

/**
 * The card of who filled in the form, locked: by the phone, else by the e-mail address of a card
 * that is there already, because a card needs a phone. Null when there is neither.
 */
export async function takeFormContact(tx: TenantTx, form: CallrailForm): Promise<string | null> {
  const phone = normalisePhone(form.customerPhone);
  const email = readEmail(form.customerEmail);
  if (phone === null) return email === null ? null : lockContactCardByEmail(tx, email);
  const name = splitName(form.customerName && cleanText(form.customerName));
  const id = await upsertContactCard(tx, { phone, source: CARD_SOURCES.callrail, ...name });
  if (email !== null) await fillContactEmail(tx, id, email);
  return id;
}

/** In small letters; null when it is no address. */
function readEmail(raw: string | null): string | null {
  const email = cleanText(raw ?? '')
    .trim()
    .toLowerCase();
  return /^[^\s@]+@[^\s@]+$/.test(email) ? email : null;
}
