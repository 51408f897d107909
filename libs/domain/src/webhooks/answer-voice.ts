import { findReceptions, type Database, type Reception } from '@otto/db';
import { emptyTwiml, voiceAnswerTwiml } from '@otto/integrations';
import { normalisePhone } from '../phones/normalise-phone';
import { createDirectory } from './directory';

export interface VoiceCall {
  readonly companyId: string;
  /** The number that was called. */
  readonly to: string;
  /** Where Twilio is to tell what becomes of the call. */
  readonly dialStatusUrl: string;
  readonly callStatusUrl: string;
  readonly recordingUrl: string;
}

/** What Twilio is to do with a call that comes in, as TwiML. */
export type AnswerVoice = (call: VoiceCall) => Promise<string>;

const RING_SECONDS = 20;

/**
 * Rings the company's own lines at once and records who answers, after the notice that the company
 * asks for. Without a line to ring the call ends, and counts as missed.
 */
export function createAnswerVoice(deps: { readonly database: Database }): AnswerVoice {
  const receptions = createDirectory<Reception>(async (ids) => {
    const found = await findReceptions(deps.database.sql, [...new Set(ids)]);
    return ids.map((id) => found.find(({ companyId }) => companyId === id) ?? null);
  });
  return async ({ companyId, to, ...urls }) => {
    const reception = receptions.recall(companyId) ?? (await receptions.find(companyId));
    const dial = reception ? linesOf(reception, to) : [];
    if (!reception || dial.length === 0) return emptyTwiml();
    return voiceAnswerTwiml({
      notice: noticeOf(reception),
      dial,
      ringSeconds: RING_SECONDS,
      ...urls,
    });
  };
}

/** Ringing the number that was called would come back here. */
function linesOf({ mainNumbers, phone }: Reception, called: string): string[] {
  const own = normalisePhone(phone);
  const lines = [...mainNumbers, ...(own === null ? [] : [own])];
  return [...new Set(lines)].filter((line) => line !== normalisePhone(called));
}

function noticeOf({ name, requiresRecordingConsent }: Reception): string | null {
  return requiresRecordingConsent
    ? `Thank you for calling ${name}. This call may be recorded.`
    : null;
}
