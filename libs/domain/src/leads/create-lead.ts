import {
  changeLeadStatus,
  findLeadInStatus,
  insertLeadWith,
  lockContactCard,
  upsertContactCard,
  type LeadFields,
  type TenantTx,
} from '@otto/db';
import { DomainError, noSuchRecord } from '../errors';
import type { Publish } from '../live';
import type { Viewer } from '../reading/viewer';
import { leadAfterWrite } from './get-lead';
import { leadNews } from './lead-news';
import { ACTIVE_LEAD_STATUSES, isActiveLead, type LeadStatus } from './lead-status';
import { statusEvent } from './status-event';

export interface NewLead extends LeadFields {
  /** One of the two names the contact; a number that nobody has makes one. */
  readonly contactCardId?: string | undefined;
  /** E.164. */
  readonly primaryPhone?: string | undefined;
  readonly status: LeadStatus;
}

/** When it happens, and how the front ends are told. */
export interface LeadScene {
  readonly now: Date;
  readonly publish: Publish;
}

/** Adds a lead by hand. A contact has one active lead at a time. */
export async function createLead(
  tx: TenantTx,
  viewer: Viewer,
  lead: NewLead,
  { now, publish }: LeadScene,
) {
  const { contactCardId: _card, primaryPhone: _phone, status, ...fields } = lead;
  const contactCardId = await lockedContact(tx, lead);
  if (isActiveLead(status)) await refuseSecondActive(tx, contactCardId);
  const id = await insertLeadWith(tx, { ...fields, contactCardId, status });
  if (status !== 'new') {
    const change = { fromStatus: null, toStatus: status, triggeredBy: viewer.id };
    await changeLeadStatus(tx, { leadId: id, ...change, reason: 'created', context: {}, at: now });
    await statusEvent(tx, viewer, { leadId: id, contactCardId, from: null, to: status, at: now });
  }
  publish(
    tx,
    leadNews({ event: 'lead.created', leadId: id, contactCardId, changed: { status }, at: now }),
  );
  return leadAfterWrite(tx, id);
}

async function lockedContact(
  tx: TenantTx,
  { contactCardId, primaryPhone }: NewLead,
): Promise<string> {
  if (contactCardId !== undefined) {
    if (!(await lockContactCard(tx, contactCardId))) throw noSuchRecord();
    return contactCardId;
  }
  if (primaryPhone === undefined) {
    throw new DomainError('INVALID_INPUT', 'A lead needs contact_card_id or primary_phone.');
  }
  const nameless = { firstName: null, lastName: null };
  return upsertContactCard(tx, { phone: primaryPhone, ...nameless, source: 'manual' });
}

/** The contact must be locked, so that the answer is still true when the lead is written. */
export async function refuseSecondActive(tx: TenantTx, contactCardId: string): Promise<void> {
  const active = await findLeadInStatus(tx, contactCardId, ACTIVE_LEAD_STATUSES);
  if (active === null) return;
  throw new DomainError('ALREADY_EXISTS', 'The contact has an active lead already.', {
    lead_id: active,
  });
}
