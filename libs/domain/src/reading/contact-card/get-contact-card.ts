import {
  findVisibleContactCard,
  findVisibleContactCardByPhone,
  type ContactCardRecord,
  type TenantTx,
} from '@otto/db';
import { fullName } from '../person-name';
import { contactScope, type Viewer } from '../viewer';
import type { SignUrl } from '../call-view';
import { bottomSection } from './bottom-section';
import { globalBlocks } from './global-blocks';
import { loadContact } from './load-contact';
import { middleSection } from './middle-section';
import { appointmentRow, leadRow, timelineRow } from './rows';
import { topSection } from './top-section';

const RECENT_CALLS = 10;

export interface ContactCardDeps {
  readonly signUrl: SignUrl;
  readonly now: Date;
}

/** The contact card of DOMAIN 6.5; null when there is no such contact for this viewer. */
export async function getContactCard(
  tx: TenantTx,
  viewer: Viewer,
  id: string,
  deps: ContactCardDeps,
) {
  const contact = await findVisibleContactCard(tx, id, contactScope(viewer));
  return contact && assemble(tx, viewer, contact, deps);
}

/** The same for the contact with this number, in E.164. */
export async function getContactCardByPhone(
  tx: TenantTx,
  viewer: Viewer,
  phone: string,
  deps: ContactCardDeps,
) {
  const contact = await findVisibleContactCardByPhone(tx, phone, contactScope(viewer));
  return contact && assemble(tx, viewer, contact, deps);
}

async function assemble(
  tx: TenantTx,
  viewer: Viewer,
  contact: ContactCardRecord,
  { signUrl, now }: ContactCardDeps,
) {
  const loaded = await loadContact(tx, viewer, contact, now);
  return {
    ...contact,
    fullName: fullName(contact),
    topSection: topSection(loaded),
    middleSection: middleSection(loaded),
    bottomSection: bottomSection(loaded, signUrl),
    globalBlocks: globalBlocks(loaded, signUrl),
    leads: loaded.leads.map((lead) => leadRow(lead, loaded.repNames)),
    appointments: loaded.appointments.map((one) => appointmentRow(one, loaded.repNames)),
    timeline: loaded.timeline.map(timelineRow),
    recentCallIds: loaded.calls.slice(0, RECENT_CALLS).map((call) => call.id),
  };
}
