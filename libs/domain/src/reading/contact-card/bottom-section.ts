import { bookingChips } from './booking-chips';
import { callSummary } from './call-summary';
import { messageRow, timelineRow } from './rows';
import type { LoadedContact } from './load-contact';
import type { SignUrl } from '../call-view';

const BOOKING_EVENT = /^(appointment_|rep_assigned|rep_unassigned|rep_claimed|deal_)/;

/** The story so far: narrative, recordings and how the booking went. */
export function bottomSection(loaded: LoadedContact, signUrl: SignUrl) {
  return {
    narrativeSummary:
      loaded.analyses.find((analysis) => analysis.summary !== null)?.summary ?? null,
    bookingChips: bookingChips(loaded),
    callRecordings: loaded.calls
      .filter((call) => call.recordingStoredKey !== null)
      .map((call) => callSummary(call, signUrl)),
    textMessages: loaded.messages.map(messageRow),
    bookingTimeline: loaded.timeline
      .filter((entry) => BOOKING_EVENT.test(entry.eventType))
      .map(timelineRow),
  };
}
