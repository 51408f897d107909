import type { CallRecord } from '@otto/db';
import { recordingUrl, type SignUrl } from '../call-view';

/** A call as a contact card shows it. `createdAt` is when it began: clients know it by that name. */
export function callSummary(call: CallRecord, signUrl: SignUrl) {
  return {
    callId: call.id,
    phoneNumber: call.phone,
    direction: call.direction,
    callType: call.callType,
    status: call.status,
    missedCall: call.missed,
    booked: call.bookingStatus === 'booked',
    bookingStatus: call.bookingStatus,
    qualificationStatus: call.qualificationStatus,
    summary: call.summary,
    ownerId: call.ownerId,
    ownerName: call.ownerName,
    startedAt: call.startedAt,
    createdAt: call.startedAt,
    durationSeconds: call.durationSeconds,
    recordingUrl: recordingUrl(call, signUrl),
  };
}
