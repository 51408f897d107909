import { QUALIFIED, type BookingStatus, type QualificationStatus } from '../analysis/labels';
import type { LeadStatus } from './lead-status';

export interface AnalysisLabels {
  readonly qualificationStatus: QualificationStatus | null;
  readonly bookingStatus: BookingStatus | null;
}

/** Where a call's two labels put its lead; null when they do not say. */
export function leadStatusFromAnalysis(labels: AnalysisLabels): LeadStatus | null {
  const { qualificationStatus, bookingStatus } = labels;
  const isQualified = qualificationStatus !== null && QUALIFIED.includes(qualificationStatus);
  if (bookingStatus === 'booked') return 'qualified_booked';
  if (isQualified && bookingStatus === 'not_booked') return 'qualified_unbooked';
  if (bookingStatus === 'service_not_offered') return 'qualified_service_not_offered';
  return qualificationStatus === 'unqualified' ? 'closed_lost' : null;
}
