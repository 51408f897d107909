import type { NormalisedAnalysis } from '../analysis/normalise-analysis';
import { uniqueKey } from '../json/unique-key';

export interface NewSignal {
  readonly signalType: 'risk' | 'opportunity';
  readonly severity: 'medium' | 'high';
  readonly title: string;
  readonly description: string | null;
  /** At most one signal that nobody has acknowledged has it. */
  readonly uniqueKey: string;
}

type SignalSource = Pick<
  NormalisedAnalysis,
  'urgencySignals' | 'objections' | 'bookingStatus' | 'serviceNotOfferedReason' | 'serviceRequested'
>;

const MANY_OBJECTIONS = 3;
const NAMED = 3;

/** What a call's analysis should make somebody look at. */
export function signalsFromAnalysis(analysis: SignalSource, contactCardId: string): NewSignal[] {
  const signal = (
    signalType: NewSignal['signalType'],
    severity: NewSignal['severity'],
    title: string,
    details: readonly (string | null)[],
  ): NewSignal => ({
    signalType,
    severity,
    title,
    description: details.filter((detail) => detail !== null).join('; ') || null,
    uniqueKey: uniqueKey(signalType, title, contactCardId),
  });
  const signals: NewSignal[] = [];
  const { urgencySignals, objections, bookingStatus } = analysis;
  if (urgencySignals.length > 0) {
    signals.push(signal('opportunity', 'high', 'Urgent need', urgencySignals.slice(0, NAMED)));
  }
  if (objections.length >= MANY_OBJECTIONS) {
    const labels = objections.slice(0, NAMED).map((objection) => objection.label);
    signals.push(signal('risk', 'medium', 'Several objections', labels));
  }
  if (bookingStatus === 'service_not_offered') {
    const details = [analysis.serviceRequested, analysis.serviceNotOfferedReason];
    signals.push(signal('opportunity', 'high', 'Service not offered', details));
  }
  return signals;
}
