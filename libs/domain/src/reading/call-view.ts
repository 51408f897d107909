import type { CallRecord, TranscriptRecord } from '@otto/db';
import { fullName } from './person-name';

/** How long the link to a recording works. */
const LINK_SECONDS = 3_600;

/** Makes the expiring link to a stored file; that of a Storage. */
export type SignUrl = (key: string, ttlSeconds: number) => string;

export function recordingUrl(record: CallRecord, signUrl: SignUrl): string | null {
  return record.recordingStoredKey === null
    ? null
    : signUrl(record.recordingStoredKey, LINK_SECONDS);
}

/** A call as lists show it. `id` and `callId` are the same: clients know it under either name. */
export function callRow(record: CallRecord, signUrl: SignUrl) {
  const { firstName, lastName, recordingStoredKey, isAnalyzed, ...shown } = record;
  return {
    ...shown,
    callId: record.id,
    customerName: fullName({ firstName, lastName }),
    isAnalyzed,
    audioUrl: recordingUrl(record, signUrl),
  };
}

export function transcriptView(record: TranscriptRecord) {
  return {
    id: record.id,
    text: record.restricted ? null : record.text,
    speakerLabels: record.restricted ? [] : record.speakerLabels,
    confidence: record.confidence,
    language: record.language,
    wordCount: record.wordCount,
    restricted: record.restricted,
    createdAt: record.createdAt,
  };
}
