import {
  changeLeadStatus,
  lockLeadRow,
  updateAppointment,
  updateLead,
  type LockedAppointment,
  type TenantTx,
} from '@otto/db';
import { DomainError } from '../errors';
import { leadNews } from '../leads/lead-news';
import type { Publish } from '../live';
import { recordEvents } from '../timeline/record-events';
import { outcomeEffects, ruleOnOutcome, type Outcome, type OutcomeSource } from './outcome';

export interface OutcomeNews {
  readonly outcome: Outcome;
  readonly source: OutcomeSource;
  /** A user id, or `shunya`. */
  readonly by: string;
  readonly actorRole?: string;
  /** Needed when a person says that the deal was won. */
  readonly dealSizeCents?: number | undefined;
  readonly at: Date;
  readonly publish: Publish;
}

/** Writes down how a locked appointment went, and lets its lead follow. */
export async function setOutcome(
  tx: TenantTx,
  appointment: LockedAppointment,
  news: OutcomeNews,
): Promise<void> {
  const ruling = ruleOnOutcome(appointment, news);
  if (ruling === 'keep') return;
  if (ruling === 'refuse') {
    throw new DomainError(
      'INVALID_STATE',
      appointment.status === 'cancelled'
        ? 'A cancelled appointment has no outcome.'
        : 'An outcome can be corrected to won or lost, but not taken back.',
    );
  }
  const { outcome, source, at } = news;
  const effect = outcomeEffects[outcome];
  const dealSizeCents = news.dealSizeCents ?? appointment.dealSizeCents;
  if (outcome === 'won' && source === 'rep' && dealSizeCents === null) {
    throw new DomainError('INVALID_INPUT', 'deal_size is needed for a deal that was won.');
  }
  await updateAppointment(tx, appointment.id, {
    outcome,
    outcomeSource: source,
    dealSizeCents,
    closedAt: effect.closes ? at : null,
    ...(effect.status === null ? {} : { status: effect.status }),
  });
  await moveLead(tx, appointment, news, outcome === 'won' ? dealSizeCents : null);
  await recordEvents(tx, news.publish, outcomeEvents(appointment, news));
}

async function moveLead(
  tx: TenantTx,
  { id, leadId }: LockedAppointment,
  { outcome, by, at, publish }: OutcomeNews,
  dealSizeCents: number | null,
): Promise<void> {
  const { leadStatus, dealStatus } = outcomeEffects[outcome];
  const lead = await lockLeadRow(tx, leadId);
  if (!lead) return;
  if (leadStatus !== null && lead.status !== leadStatus) {
    await changeLeadStatus(tx, {
      leadId,
      fromStatus: lead.status,
      toStatus: leadStatus,
      triggeredBy: by,
      reason: 'appointment_outcome',
      context: { appointmentId: id },
      at,
    });
    publish(
      tx,
      leadNews({
        event: 'lead.updated',
        leadId,
        contactCardId: lead.contactCardId,
        repId: lead.assignedRepId,
        changed: { from: lead.status, to: leadStatus },
        at,
      }),
    );
  }
  if (dealStatus !== null) {
    await updateLead(tx, leadId, {
      dealStatus,
      ...(dealSizeCents === null ? {} : { dealSizeCents }),
    });
  }
}

function outcomeEvents(appointment: LockedAppointment, news: OutcomeNews) {
  const { outcome, by, actorRole, at } = news;
  const { id, leadId, contactCardId } = appointment;
  const types = [
    'appointment_outcome',
    ...(outcomeEffects[outcome].closes ? [`deal_${outcome}`] : []),
  ];
  return types.map((eventType) => ({
    contactCardId,
    leadId,
    appointmentId: id,
    eventType,
    at,
    metadata: { outcome },
    actorId: by,
    actorRole: actorRole ?? null,
    uniqueKey: `${eventType}:${id}:${outcome}:${at.getTime()}`,
  }));
}
