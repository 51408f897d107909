import type { PhoneCallStatus, TextStatus } from './twilio-event';

const TEXT_RANKS: Readonly<Record<TextStatus, number>> = {
  accepted: 0,
  scheduled: 0,
  queued: 1,
  sending: 2,
  sent: 3,
  delivered: 4,
  undelivered: 4,
  failed: 4,
  canceled: 4,
  received: 4,
  read: 5,
};

const CALL_WORDS: Readonly<Record<string, PhoneCallStatus>> = {
  queued: 'queued',
  initiated: 'initiated',
  ringing: 'ringing',
  answered: 'in-progress',
  'in-progress': 'in-progress',
  completed: 'completed',
  busy: 'busy',
  'no-answer': 'no-answer',
  failed: 'failed',
  canceled: 'canceled',
};

/** How far a text has come: news with a rank that is not higher than the last is to be ignored. */
export function rankOfTextStatus(status: TextStatus): number {
  return TEXT_RANKS[status];
}

export function readTextStatus(word: string | null): TextStatus | null {
  const known = word?.toLowerCase() ?? '';
  return Object.hasOwn(TEXT_RANKS, known) ? (known as TextStatus) : null;
}

export function readCallStatus(word: string | null): PhoneCallStatus | null {
  const known = word?.toLowerCase() ?? '';
  return Object.hasOwn(CALL_WORDS, known) ? (CALL_WORDS[known] ?? null) : null;
}
