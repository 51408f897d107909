import { randomUUID } from 'node:crypto';
import {
  findCall,
  findLatestLead,
  findVisibleContactCard,
  insertMessage,
  type TenantTx,
} from '@otto/db';
import { sendText, type Enqueuer } from '@otto/queues';
import { noSuchRecord } from '../errors';
import type { Publish } from '../live';
import type { SignUrl } from '../reading/call-view';
import { contactScope, type Viewer } from '../reading/viewer';
import { noteHumanText } from '../recovery/note-text';
import { SENDER_ROLES } from './claim-text';
import { refuseBlocked } from './judge-text';
import { textRow } from './text-row';

export interface TextToContact {
  readonly contactCardId: string;
  readonly body: string;
  readonly overridesQuietHours: boolean;
}

export interface TextScene {
  readonly jobs: Enqueuer;
  readonly publish: Publish;
  readonly signUrl: SignUrl;
  readonly now: Date;
}

/**
 * Takes a person's text to a contact: it is stored with the job that sends it, or refused by the
 * rules of texting (MESSAGE_BLOCKED). Otto's own texts to a missed caller end with it at once.
 */
export async function textContact(
  tx: TenantTx,
  viewer: Viewer,
  text: TextToContact & { readonly callId?: string },
  { jobs, publish, signUrl, now }: TextScene,
) {
  const { contactCardId, body, overridesQuietHours, callId = null } = text;
  const card = await findVisibleContactCard(tx, contactCardId, contactScope(viewer));
  if (!card) throw noSuchRecord();
  const dedupeKey = `text:${randomUUID()}`;
  const request = {
    companyId: tx.companyId,
    contactCardId,
    phone: card.primaryPhone,
    body,
    dedupeKey,
    isAutomated: false,
    userId: viewer.id,
    ...(overridesQuietHours ? { override: 'quiet_hours' as const } : {}),
  };
  await refuseBlocked(tx, request, now);
  const message = await insertMessage(tx, {
    contactCardId,
    callId,
    leadId: await findLatestLead(tx, contactCardId),
    direction: 'outbound',
    senderRole: SENDER_ROLES[viewer.role] ?? 'csr',
    sender: viewer.id,
    body,
    type: 'manual',
    provider: 'twilio',
    status: 'held',
    customerPhone: card.primaryPhone,
    dedupeKey,
    createdAt: now,
  });
  if (!message) throw new Error('the text was not stored');
  await noteHumanText(tx, publish, message, now);
  await jobs.enqueue(tx, sendText, { messageId: message.id, overridesQuietHours });
  return textRow(message, signUrl);
}

/** The same to whom a call was with; the older form. */
export async function textCaller(
  tx: TenantTx,
  viewer: Viewer,
  { callId, ...text }: Omit<TextToContact, 'contactCardId'> & { readonly callId: string },
  scene: TextScene,
) {
  const call = await findCall(tx, callId);
  if (!call) throw noSuchRecord();
  const { contactCardId } = call;
  return textContact(tx, viewer, { ...text, contactCardId, callId }, scene);
}
