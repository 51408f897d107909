/** Words of Shunya that Otto stores as they are. Anything else counts as not said. */
export const QUALIFICATION_STATUSES = ['hot', 'warm', 'cold', 'unqualified'] as const;
export type QualificationStatus = (typeof QUALIFICATION_STATUSES)[number];

/** The three that count as qualified in every figure. */
export const QUALIFIED: readonly QualificationStatus[] = ['hot', 'warm', 'cold'];

export const BOOKING_STATUSES = ['booked', 'not_booked', 'service_not_offered'] as const;
export type BookingStatus = (typeof BOOKING_STATUSES)[number];

export const CALL_OUTCOME_CATEGORIES = [
  'qualified_and_booked',
  'qualified_service_not_offered',
  'qualified_but_unbooked',
] as const;
export type CallOutcomeCategory = (typeof CALL_OUTCOME_CATEGORIES)[number];

export const APPOINTMENT_TYPES = ['in-person', 'virtual', 'phone'] as const;
export type AppointmentType = (typeof APPOINTMENT_TYPES)[number];

export const SEVERITIES = ['low', 'medium', 'high'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const MISSED_OPPORTUNITY_TYPES = [
  'discovery',
  'cross_sell',
  'upsell',
  'qualification',
] as const;
export type MissedOpportunityType = (typeof MISSED_OPPORTUNITY_TYPES)[number];

/** Shunya's fixed list; the table objection_categories holds the same. */
export const OBJECTION_CATEGORIES: Readonly<Record<number, string>> = {
  1: 'Price/Budget',
  2: 'Timing',
  3: 'Competitor',
  4: 'Trust/Credibility',
  5: 'Need/Fit',
  6: 'Decision Authority',
  7: 'Technical',
  8: 'Contract Terms',
  9: 'DIY Alternative',
  10: 'No Response',
};
