import type { LiveEvent } from '../live';

export interface LeadNews {
  readonly event: 'lead.created' | 'lead.updated' | 'lead.requested_by_rep';
  readonly leadId: string;
  readonly contactCardId: string;
  /** Whose lead it is, or who asks for it. */
  readonly repId?: string | null;
  /** What is different now, in the names of the outside. */
  readonly changed?: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

/** What the front ends hear of a lead. */
export function leadNews(news: LeadNews): LiveEvent {
  const { event, leadId, contactCardId, repId, changed, at } = news;
  return {
    event,
    leadId,
    key: `${event}:${leadId}:${at.getTime()}`,
    data: { lead_id: leadId, contact_card_id: contactCardId, ...changed },
    repIds: repId == null ? [] : [repId],
  };
}
