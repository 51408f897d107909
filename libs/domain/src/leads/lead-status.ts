export const LEAD_STATUSES = [
  'new',
  'warm',
  'hot',
  'qualified_booked',
  'qualified_unbooked',
  'qualified_service_not_offered',
  'nurturing',
  'dormant',
  'abandoned',
  'closed_won',
  'closed_lost',
] as const;
export type LeadStatus = (typeof LEAD_STATUSES)[number];

/** A contact has at most one lead in one of these; a partial unique index says the same. */
export const ACTIVE_LEAD_STATUSES: readonly LeadStatus[] = [
  'new',
  'warm',
  'hot',
  'nurturing',
  'qualified_booked',
  'qualified_unbooked',
];

export function isActiveLead(status: string): boolean {
  return (ACTIVE_LEAD_STATUSES as readonly string[]).includes(status);
}

/** Who may be undone by the next analysis: everybody else who closed a lead is a person. */
const MACHINES: readonly string[] = ['shunya', 'otto'];

/** Whether the lead was closed by a person, whose word an analysis does not undo. */
export function isClosedByPerson(status: string, lastTriggeredBy: string | null): boolean {
  const isClosed = status === 'closed_won' || status === 'closed_lost';
  return isClosed && (lastTriggeredBy === null || !MACHINES.includes(lastTriggeredBy));
}
