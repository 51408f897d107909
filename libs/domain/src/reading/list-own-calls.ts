import {
  countVisibleCalls,
  findVisibleCalls,
  type CallFilter,
  type CallRecord,
  type TenantTx,
} from '@otto/db';
import { recordingUrl, type SignUrl } from './call-view';
import { fullName } from './person-name';
import { nextCursor, sliceOfPage, type PageRequest } from './slice';
import type { Viewer } from './viewer';

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;
const QUALIFIED: readonly (string | null)[] = ['hot', 'warm', 'cold'];

export interface OwnCallsRequest extends PageRequest {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** The viewer's own calls that did not end in a booking, those not analysed among them. */
export async function listUnbookedCalls(
  tx: TenantTx,
  viewer: Viewer,
  request: OwnCallsRequest,
  now: Date,
) {
  return ownCalls(tx, viewer, { request, filter: { isUnbooked: true }, now, view: unbookedRow });
}

/** The viewer's own calls in which the objection, named by its key or label, was raised. */
export async function listCallsByObjection(
  tx: TenantTx,
  viewer: Viewer,
  { objection, ...request }: OwnCallsRequest & { readonly objection: string },
  { signUrl, now }: { readonly signUrl: SignUrl; readonly now: Date },
) {
  const view = (call: CallRecord) => objectionRow(call, signUrl);
  return ownCalls(tx, viewer, { request, filter: { objection }, now, view });
}

async function ownCalls<T>(
  tx: TenantTx,
  viewer: Viewer,
  asked: {
    readonly request: OwnCallsRequest;
    readonly filter: Pick<CallFilter, 'isUnbooked' | 'objection'>;
    readonly now: Date;
    readonly view: (call: CallRecord) => T;
  },
) {
  const { page, pageSize, from, to } = asked.request;
  const end = to ?? asked.now;
  const filter: CallFilter = {
    ...asked.filter,
    callType: 'csr_call',
    from: from ?? new Date(end.getTime() - DEFAULT_DAYS * DAY_MS),
    to,
    scope: { ownerId: viewer.id },
  };
  const calls = await findVisibleCalls(tx, filter, sliceOfPage(asked.request));
  const total = await countVisibleCalls(tx, filter);
  return {
    items: calls.map(asked.view),
    page,
    pageSize,
    total,
    nextCursor: nextCursor(calls, pageSize, ({ startedAt }) => startedAt),
  };
}

function unbookedRow(call: CallRecord) {
  return {
    callId: call.id,
    customerName: fullName(call),
    phone: call.phone,
    bookingStatus: call.isAnalyzed ? call.bookingStatus : 'not_analyzed',
    qualified: call.isAnalyzed ? QUALIFIED.includes(call.qualificationStatus) : null,
    status: 'pending' as const,
    lastContactedAt: call.startedAt,
  };
}

function objectionRow(call: CallRecord, signUrl: SignUrl) {
  return {
    callId: call.id,
    customerName: fullName(call),
    startedAt: call.startedAt,
    durationSeconds: call.durationSeconds,
    bookingStatus: call.bookingStatus,
    audioUrl: recordingUrl(call, signUrl),
  };
}
