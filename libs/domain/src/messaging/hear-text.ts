import {
  findConsent,
  hasOpenTask,
  insertAuditEntry,
  noteResponse,
  putConsent,
  type ConsentChange,
  type MessageRow,
  type TenantTx,
} from '@otto/db';
import { answerText, type Enqueuer } from '@otto/queues';
import { uniqueKey } from '../json/unique-key';
import type { Publish } from '../live';
import { noteText } from '../recovery/note-text';
import { addTasks } from '../tasks/add-tasks';
import { optOut } from './opt-out';
import { readWords, type Words } from './read-words';

const REPLY_DUE_MS = 15 * 60_000;
const RESPONSE_MS = 7 * 86_400_000;

/** A text of a customer that has just been stored. */
export interface InboundText {
  readonly messageId: string;
  readonly contactCardId: string;
  readonly leadId: string;
  /** E.164. */
  readonly phone: string;
  readonly at: Date;
  /** What it asks of Otto; `reply` when it is for the people of the company. */
  readonly ask: 'stop' | 'start' | 'help' | 'reply';
  readonly keyword: string | null;
}

export interface HearingScene {
  readonly phone: string;
  readonly lead: { readonly id: string; readonly isNew: boolean };
  /** What the carrier says that it has answered already. */
  readonly carrierAnswered: 'stop' | 'start' | 'help' | null;
  readonly jobs: Enqueuer;
  readonly publish: Publish;
}

/** Does what a customer's text asks for: no more texts, texts again, help, or somebody's answer. */
export async function hearText(
  tx: TenantTx,
  message: MessageRow,
  scene: HearingScene,
): Promise<void> {
  const { phone, lead, carrierAnswered, jobs, publish } = scene;
  const { id: messageId, contactCardId, createdAt: at } = message;
  const words = carrierAnswered
    ? { ask: carrierAnswered, keyword: readWords(message.body)?.keyword ?? null }
    : readWords(message.body);
  const ask = await meaningOf(tx, phone, words);
  const text = { messageId, contactCardId, leadId: lead.id, phone, at, ask };
  const heard: InboundText = { ...text, keyword: words?.keyword ?? null };
  const source = sourceOf(heard, carrierAnswered !== null);
  if (ask === 'stop') await optOut(tx, { channel: 'sms', ...heard, source, publish });
  if (ask === 'start') await optIn(tx, heard, source);
  if (ask === 'help' && carrierAnswered === null && message.provider === 'twilio') {
    await jobs.enqueue(tx, answerText, { messageId, kind: 'help' });
  }
  if (ask === 'reply') {
    await noteResponse(tx, contactCardId, { at, after: new Date(at.getTime() - RESPONSE_MS) });
    await askForAnswer(tx, publish, heard);
    if (lead.isNew && message.provider === 'twilio') {
      await jobs.enqueue(tx, answerText, { messageId, kind: 'welcome' });
    }
  }
  await noteText(tx, publish, heard);
}

async function meaningOf(
  tx: TenantTx,
  phone: string,
  words: Words | null,
): Promise<InboundText['ask']> {
  if (words === null) return 'reply';
  if (words.ask !== 'opt_in_if_out') return words.ask;
  return (await findConsent(tx, phone)) === 'opted_out' ? 'start' : 'reply';
}

function sourceOf({ keyword }: InboundText, byCarrier: boolean): ConsentChange['source'] {
  if (byCarrier) return 'carrier';
  return keyword === null ? 'wording' : 'keyword';
}

async function optIn(
  tx: TenantTx,
  { phone, keyword, at, contactCardId, messageId }: InboundText,
  source: ConsentChange['source'],
): Promise<void> {
  const change = { phone, state: 'opted_in', keyword, source, changedAt: at } as const;
  if (!(await putConsent(tx, change))) return;
  await insertAuditEntry(tx, {
    companyId: tx.companyId,
    action: 'messaging_opted_in',
    resourceType: 'contact_card',
    resourceId: contactCardId,
    context: { messageId, source },
  });
}

/** One open task at a time, however many texts the customer sends. */
async function askForAnswer(tx: TenantTx, publish: Publish, text: InboundText): Promise<void> {
  const { contactCardId, leadId, messageId, at } = text;
  const kind = { source: 'otto', actionType: 'call_back', contactMethod: 'sms' } as const;
  if (await hasOpenTask(tx, contactCardId, kind)) return;
  await addTasks(tx, publish, {
    about: { contactCardId, leadId },
    at,
    tasks: [
      {
        ...kind,
        description: 'Answer the customer’s text',
        assignedTo: 'csr',
        priority: 'high',
        uniqueKey: uniqueKey('otto', 'reply-to-text', messageId),
        dueAt: new Date(at.getTime() + REPLY_DUE_MS),
      },
    ],
  });
}
