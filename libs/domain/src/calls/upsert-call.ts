import {
  findMembers,
  findPhoneNumber,
  insertCall,
  lockCallByProviderIds,
  updateCall,
  upsertContactCard,
  type CallRow,
  type TenantTx,
} from '@otto/db';
import { CARD_SOURCES } from '../contacts/card-sources';
import { splitName } from '../contacts/split-name';
import type { DeliveryOutcome } from '../deliveries/handle-delivery';
import { takeActiveLead } from '../leads/take-active-lead';
import type { Publish } from '../live';
import { progressAfter, type CallNews, type CallProgress, type CallStatus } from './call-progress';

/** Which call an event is about, and what it says of it besides its progress. */
export interface CallDetails {
  readonly provider: 'callrail' | 'twilio';
  /** Every id that events may name the call by, the lasting one first. */
  readonly providerCallIds: readonly [string, ...string[]];
  readonly customerPhone: string | null;
  /** Null where the event does not say; only a call that is known is brought up to it then. */
  readonly trackingPhone: string | null;
  readonly direction: 'inbound' | 'outbound';
  readonly recordingUrl: string | null;
  readonly customerName: string | null;
  readonly csrId: string | null;
}

/** Why an event gave no call: the number is not the tenant's, or the caller's cannot be read. */
export type NoCall = 'unroutable' | 'no_caller';

export const NO_CALL_OUTCOMES: Readonly<Record<NoCall, DeliveryOutcome>> = {
  unroutable: { status: 'unroutable', error: 'the number is not the company’s' },
  no_caller: { status: 'ignored', error: 'the caller’s number cannot be read' },
};

export interface CallEvent {
  readonly details: CallDetails;
  /** What the event means for a call that has come so far. */
  readonly newsFor: (current: CallProgress | null) => CallNews;
}

/** Brings the call up to the event, with contact and lead where it is the first one. */
export async function upsertCall(
  tx: TenantTx,
  publish: Publish,
  { details, newsFor }: CallEvent,
): Promise<CallRow | NoCall> {
  const { trackingPhone, customerPhone, provider } = details;
  const number = trackingPhone ? await findPhoneNumber(tx, trackingPhone) : null;
  if (trackingPhone !== null && number === null) return 'unroutable';
  // The card is locked before the call, here and wherever both are.
  const contactCardId =
    number && customerPhone ? await takeContact(tx, details, customerPhone) : null;
  const known = await lockCallByProviderIds(tx, provider, details.providerCallIds);
  if (known) return update(tx, known, details, newsFor);
  if (number === null) return 'unroutable';
  if (contactCardId === null || customerPhone === null) return 'no_caller';
  const { direction } = details;
  const isInbound = direction === 'inbound';
  const progress = progressAfter(null, newsFor(null));
  return insertCall(tx, {
    provider,
    providerCallId: details.providerCallIds[0],
    direction,
    fromNumber: isInbound ? customerPhone : number.e164,
    toNumber: isInbound ? number.e164 : customerPhone,
    trackingNumberId: number.id,
    contactCardId,
    leadId: await takeActiveLead(tx, publish, {
      contactCardId,
      source: isInbound ? 'inbound_call' : 'other',
      at: progress.startedAt,
    }),
    ownerId: await memberOrNull(tx, details.csrId),
    recordingUrl: details.recordingUrl,
    ...columnsOf(progress, direction),
  });
}

async function takeContact(tx: TenantTx, details: CallDetails, phone: string): Promise<string> {
  const source = CARD_SOURCES[details.provider];
  return upsertContactCard(tx, { phone, source, ...splitName(details.customerName) });
}

async function update(
  tx: TenantTx,
  known: CallRow,
  details: CallDetails,
  newsFor: (current: CallProgress | null) => CallNews,
): Promise<CallRow> {
  const current: CallProgress = { ...known, status: known.status as CallStatus };
  const turned = turnedAround(known, details);
  const changes = {
    ...turned,
    ...columnsOf(
      progressAfter(current, newsFor(current)),
      turned ? 'outbound' : (known.direction as CallDetails['direction']),
    ),
    providerCallId: details.providerCallIds[0],
    // A stored recording needs no link; before that, the newest link lives longest.
    recordingUrl: known.recordingStoredKey
      ? known.recordingUrl
      : (details.recordingUrl ?? known.recordingUrl),
    ownerId: known.ownerId ?? (await memberOrNull(tx, details.csrId)),
  };
  await updateCall(tx, known.id, changes);
  return { ...known, ...changes };
}

/** An event that says nothing of the direction counts as inbound, so outbound is the surer word. */
function turnedAround(known: CallRow, { direction }: CallDetails) {
  if (direction === 'inbound' || known.direction === 'outbound') return null;
  return { direction, fromNumber: known.toNumber, toNumber: known.fromNumber };
}

/** Only who called the company can be missed. */
function columnsOf(
  { status, startedAt, endedAt, durationSeconds }: CallProgress,
  direction: CallDetails['direction'],
) {
  const missed = status === 'missed' && direction === 'inbound';
  return { status, missed, startedAt, endedAt, durationSeconds };
}

/** The person when it is one of the tenant's; nobody is put in the place of a stranger. */
async function memberOrNull(tx: TenantTx, userId: string | null): Promise<string | null> {
  if (userId === null) return null;
  const [member] = await findMembers(tx, [{ userId, companyId: tx.companyId }]);
  return member?.isActive ? member.userId : null;
}
