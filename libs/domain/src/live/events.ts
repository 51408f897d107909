/** Every event that front ends may get, as DOMAIN 8 has them. */
export const LIVE_EVENTS = [
  'call.incoming',
  'call.answered',
  'call.missed',
  'call.completed',
  'call.transcribed',
  'call.analysis.completed',
  'telephony.call.received',
  'telephony.call.completed',
  'telephony.call.status',
  'telephony.sms.received',
  'telephony.sms.sent',
  'lead.created',
  'lead.updated',
  'lead.requested_by_rep',
  'lead.assigned_to_rep',
  'sms.lead.created',
  'appointment.created',
  'appointment.updated',
  'appointment.assigned',
  'appointment.outcome_updated',
  'task.created',
  'task.updated',
  'task.completed',
  'task.deleted',
  'review.requested',
  'missed_call.queued',
  'missed_call.customer_replied',
  'missed_call.escalated',
  'missed_call.recovered',
  'missed_call.human_takeover',
  'missed_call.stopped',
  'recording_session.started',
  'recording_session.ended',
  'recording_session.analyzed',
  'recording_session.transcription.completed',
  'recording_session.transcription.failed',
  'recording_session.analysis.completed',
  'rep.shift.started',
  'rep.shift.ended',
  'rep.ghost_mode_changed',
  'shunya.job.created',
  'shunya.job.succeeded',
  'shunya.job.failed',
  'shunya.job.timeout',
  'document.indexed',
  'clone.training_status',
  'followup.draft_ready',
  'ai.analysis.complete',
  'contact.property_snapshot.updated',
  'metrics.live_updated',
  'analytics.daily_recap.ready',
  'system.webhook.processed',
  'worker.task.finished',
  'worker.task.failed',
  'identity.user.created',
  'identity.user.updated',
] as const;

export type LiveEventName = (typeof LIVE_EVENTS)[number];

export interface LiveEvent {
  readonly event: LiveEventName;
  /** Ids and changed fields, in the names of the outside; no phone, transcript or text of a person. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly severity?: 'info' | 'warn' | 'error';
  /** Also for the timeline of this lead. */
  readonly leadId?: string;
  /** Also for this user's own channel. */
  readonly userId?: string;
  /** Sales reps whose record it is about; no other rep gets it. */
  readonly repIds?: readonly string[];
  /** By which a client knows that it has seen the event before. */
  readonly key?: string;
}
