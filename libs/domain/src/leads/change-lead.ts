import {
  changeLeadStatus,
  findVisibleLead,
  lockContactCard,
  lockLeadRow,
  updateLead,
  type LeadFields,
  type TenantTx,
} from '@otto/db';
import { noSuchRecord } from '../errors';
import type { Viewer } from '../reading/viewer';
import { refuseSecondActive, type LeadScene } from './create-lead';
import { leadAfterWrite } from './get-lead';
import { leadNews } from './lead-news';
import { isActiveLead, type LeadStatus } from './lead-status';
import { statusEvent } from './status-event';

export interface LeadPatch extends LeadFields {
  readonly status?: LeadStatus | undefined;
}

/**
 * Changes a lead by hand. A new status leaves a line of history; a closed lead opens again only
 * while its contact has no other active one.
 */
export async function changeLead(
  tx: TenantTx,
  viewer: Viewer,
  { id, status, ...fields }: LeadPatch & { readonly id: string },
  { now, publish }: LeadScene,
) {
  const known = await findVisibleLead(tx, id, {});
  if (!known) throw noSuchRecord();
  // The card first, as everywhere: who goes the other way round waits for ever.
  await lockContactCard(tx, known.contactCardId);
  const lead = await lockLeadRow(tx, id);
  if (!lead) throw noSuchRecord();
  if (Object.values(fields).some((value) => value !== undefined)) await updateLead(tx, id, fields);
  if (status !== undefined && status !== lead.status) {
    const { contactCardId } = lead;
    if (isActiveLead(status) && !isActiveLead(lead.status)) {
      await refuseSecondActive(tx, contactCardId);
    }
    await changeLeadStatus(tx, {
      leadId: id,
      fromStatus: lead.status,
      toStatus: status,
      triggeredBy: viewer.id,
      reason: 'manual',
      context: {},
      at: now,
    });
    const move = { leadId: id, contactCardId, from: lead.status, to: status, at: now };
    await statusEvent(tx, viewer, move);
  }
  publish(tx, leadNews({ ...newsOf(lead, { ...fields, status }), at: now }));
  return leadAfterWrite(tx, id);
}

function newsOf(
  lead: {
    readonly id: string;
    readonly contactCardId: string;
    readonly status: string;
    readonly assignedRepId: string | null;
  },
  { status, ...fields }: LeadPatch,
) {
  const names = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : name,
  );
  const isMove = status !== undefined && status !== lead.status;
  return {
    event: 'lead.updated',
    leadId: lead.id,
    contactCardId: lead.contactCardId,
    repId: lead.assignedRepId,
    changed: {
      ...(isMove ? { from: lead.status, to: status } : {}),
      ...(names.length > 0 ? { changed_fields: names.map(snakeCase) } : {}),
    },
  } as const;
}

const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
