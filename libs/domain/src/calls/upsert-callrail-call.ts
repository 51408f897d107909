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
import { splitName } from '../contacts/split-name';
import { takeActiveLead } from '../leads/take-active-lead';
import { progressAfter, type CallProgress, type CallStatus } from './call-progress';
import type { CallrailNews } from './callrail-news';

const PROVIDER = 'callrail';

/** Why an event gave no call: the number is not the tenant's, or the caller's cannot be read. */
export type NoCall = 'unroutable' | 'no_caller';

/** Brings the call up to the event, with contact and lead where it is the first one. */
export async function upsertCallrailCall(
  tx: TenantTx,
  news: CallrailNews,
): Promise<CallRow | NoCall> {
  const { trackingPhone, customerPhone } = news;
  const number = trackingPhone ? await findPhoneNumber(tx, trackingPhone) : null;
  if (trackingPhone !== null && number === null) return 'unroutable';
  // The card is locked before the call, here and wherever both are.
  const contactCardId = number && customerPhone ? await takeContact(tx, news, customerPhone) : null;
  const known = await lockCallByProviderIds(tx, PROVIDER, news.providerCallIds);
  if (known) return update(tx, known, news);
  if (number === null) return 'unroutable';
  if (contactCardId === null || customerPhone === null) return 'no_caller';
  const isInbound = news.direction === 'inbound';
  const progress = progressAfter(null, news);
  return insertCall(tx, {
    provider: PROVIDER,
    providerCallId: news.providerCallIds[0],
    direction: news.direction,
    fromNumber: isInbound ? customerPhone : number.e164,
    toNumber: isInbound ? number.e164 : customerPhone,
    trackingNumberId: number.id,
    contactCardId,
    leadId: await takeActiveLead(tx, {
      contactCardId,
      source: isInbound ? 'inbound_call' : 'other',
      at: progress.startedAt,
    }),
    ownerId: await memberOrNull(tx, news.csrId),
    recordingUrl: news.recordingUrl,
    ...columnsOf(progress),
  });
}

async function takeContact(tx: TenantTx, news: CallrailNews, phone: string): Promise<string> {
  return upsertContactCard(tx, { phone, source: PROVIDER, ...splitName(news.customerName) });
}

async function update(tx: TenantTx, known: CallRow, news: CallrailNews): Promise<CallRow> {
  const current: CallProgress = { ...known, status: known.status as CallStatus };
  const changes = {
    ...columnsOf(progressAfter(current, news)),
    providerCallId: news.providerCallIds[0],
    // A stored recording needs no link; before that, the newest link lives longest.
    recordingUrl: known.recordingStoredKey
      ? known.recordingUrl
      : (news.recordingUrl ?? known.recordingUrl),
    ownerId: known.ownerId ?? (await memberOrNull(tx, news.csrId)),
  };
  await updateCall(tx, known.id, changes);
  return { ...known, ...changes };
}

function columnsOf({ status, startedAt, endedAt, durationSeconds }: CallProgress) {
  return { status, missed: status === 'missed', startedAt, endedAt, durationSeconds };
}

/** The person when it is one of the tenant's; nobody is put in the place of a stranger. */
async function memberOrNull(tx: TenantTx, userId: string | null): Promise<string | null> {
  if (userId === null) return null;
  const [member] = await findMembers(tx, [{ userId, companyId: tx.companyId }]);
  return member?.isActive ? member.userId : null;
}
