export const APPOINTMENT_STATUSES = [
  'scheduled',
  'confirmed',
  'completed',
  'cancelled',
  'no_show',
] as const;
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

export const OUTCOMES = ['pending', 'won', 'lost', 'no_show', 'rescheduled'] as const;
export type Outcome = (typeof OUTCOMES)[number];
/** Who says so: a person of the company, or the analysis of the visit. */
export type OutcomeSource = 'rep' | 'shunya';

export interface OutcomeEffect {
  /** Null where the outcome leaves it as it is. */
  readonly status: AppointmentStatus | null;
  readonly leadStatus: 'closed_won' | 'closed_lost' | null;
  readonly dealStatus: 'won' | 'lost' | 'no-show' | 'rescheduled' | null;
  readonly closes: boolean;
}

/** The table of DOMAIN 4.3 step 5. */
export const outcomeEffects: Readonly<Record<Outcome, OutcomeEffect>> = {
  won: { status: 'completed', leadStatus: 'closed_won', dealStatus: 'won', closes: true },
  lost: { status: 'completed', leadStatus: 'closed_lost', dealStatus: 'lost', closes: true },
  pending: { status: null, leadStatus: null, dealStatus: null, closes: false },
  no_show: { status: 'no_show', leadStatus: null, dealStatus: 'no-show', closes: false },
  rescheduled: { status: null, leadStatus: null, dealStatus: 'rescheduled', closes: false },
};

interface Standing {
  readonly status: string;
  readonly outcome: string;
  readonly outcomeSource: string | null;
}

export type OutcomeRuling = 'set' | 'keep' | 'refuse';

/**
 * What becomes of a word on how the visit went. A person's beats Shunya's, whichever came first. A
 * cancelled visit has no outcome, and one that was won or lost can be corrected but not taken back.
 */
export function ruleOnOutcome(
  standing: Standing,
  news: { readonly outcome: Outcome; readonly source: OutcomeSource },
): OutcomeRuling {
  const isOpen = news.outcome === 'pending';
  if (news.source === 'shunya') {
    return standing.outcomeSource === 'rep' || standing.status === 'cancelled' || isOpen
      ? 'keep'
      : 'set';
  }
  if (standing.status === 'cancelled') return 'refuse';
  const isDecided = standing.outcome === 'won' || standing.outcome === 'lost';
  const isStepBack = isDecided && news.outcome !== 'won' && news.outcome !== 'lost';
  return isStepBack ? 'refuse' : 'set';
}
