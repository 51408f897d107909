import { cleanJson, type CleanJson } from '../json/clean-json';
import { recordOf, type JsonRecord } from '../json/read-json';
import { readBooking, type BookingSection } from './sections/booking';
import { readCompliance, type ComplianceSection } from './sections/compliance';
import { readEntities, type Entities } from './sections/entities';
import { readObjections, type Objection } from './sections/objections';
import { readOpportunities, type OpportunitySection } from './sections/opportunities';
import { readPendingActions, type PendingAction } from './sections/pending-actions';
import { readQualification, type QualificationSection } from './sections/qualification';
import { readScores, type ScoreSection } from './sections/scores';
import { readSummary, type SummarySection } from './sections/summary';

/** An analysis in Otto's words. What Shunya did not say is null or empty. */
export interface NormalisedAnalysis
  extends
    SummarySection,
    QualificationSection,
    BookingSection,
    ComplianceSection,
    OpportunitySection,
    ScoreSection {
  readonly objections: Objection[];
  readonly pendingActions: PendingAction[];
  readonly entities: Entities | null;
  /** What came, fit for storing. */
  readonly rawPayload: CleanJson;
}

/**
 * Reads Shunya's analysis, whatever its shape: known places first, then their aliases; unknown
 * words and foreign types count as missing. Nothing is inferred from texts. Never throws.
 */
export function normaliseAnalysis(payload: unknown): NormalisedAnalysis {
  const rawPayload = cleanJson(payload);
  const raw = unwrapped(recordOf(rawPayload));
  const qualification = readQualification(raw);
  return {
    ...readSummary(raw),
    ...qualification,
    ...readBooking(raw, qualification.qualificationStatus),
    ...readCompliance(raw),
    ...readOpportunities(raw),
    ...readScores(raw),
    objections: readObjections(raw),
    pendingActions: readPendingActions(raw),
    entities: readEntities(raw),
    rawPayload,
  };
}

const SECTIONS = [
  'summary',
  'call_summary',
  'compliance',
  'sop_compliance',
  'objections',
  'qualification',
  'lead_qualification',
  'booking_status',
  'opportunity_analysis',
  'entities',
  'pending_actions',
] as const;

/** Some answers carry the analysis one level down. */
function unwrapped(raw: JsonRecord): JsonRecord {
  const hasSections = (record: JsonRecord) =>
    SECTIONS.some((section) => record[section] !== undefined);
  const inner = [raw['data'], raw['result'], raw['analysis']].map(recordOf);
  return hasSections(raw) ? raw : (inner.find(hasSections) ?? raw);
}
