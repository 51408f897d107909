import { verifyUwcSignature, WebhookParseError } from '@otto/integrations';
import { processUwcWebhook } from '@otto/queues';
import type { Door, Fields, Reading } from './door';
import { isKnown } from './is-known';
import { keyOf } from './key-of';
import type { ShunyaDoorDeps } from './shunya-doors';

const EVENTS = [
  'asr/complete',
  'analysis/complete',
  'rag/indexed',
  'training/status',
  'followup/draft',
];

/** Shunya's older webhooks, one path for each event. */
export function createUwcDoors(deps: ShunyaDoorDeps): Door[] {
  const { secrets, maxAgeSeconds } = deps;
  return EVENTS.map((event) => ({
    provider: 'shunya',
    event,
    path: `/webhooks/uwc/${event}`,
    aliases: [],
    task: processUwcWebhook,
    verify: async ({ rawBody, header }) => {
      const signature = header('x-uwc-signature');
      const timestamp = header('x-uwc-timestamp');
      if (verifyUwcSignature({ rawBody, signature, timestamp, secrets, maxAgeSeconds })) {
        return { isGenuine: true, companyId: null };
      }
      const isSigned = signature !== undefined && timestamp !== undefined;
      const reason = isSigned ? 'wrong signature or stale' : 'no signature or timestamp';
      return { isGenuine: false, companyId: null, reason };
    },
    read: (fields) => read(deps, event, fields),
  }));
}

async function read(deps: ShunyaDoorDeps, event: string, fields: Fields): Promise<Reading> {
  const jobId = required(fields, 'job_id');
  const companyId = required(fields, 'company_id');
  const status = required(fields, 'status');
  const isOurs = await isKnown(deps.companies, companyId);
  return {
    event,
    companyId: isOurs ? companyId : null,
    isOurs,
    conversationSeq: isOurs ? seqOf(fields['call_id']) : null,
    deliveryKey: keyOf(companyId, event, jobId, status, textOf(fields['progress'])),
  };
}

function required(fields: Fields, name: string): string {
  const value = textOf(fields[name]);
  if (value === null) throw new WebhookParseError('shunya', `there is no ${name}`);
  return value;
}

function textOf(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
}

function seqOf(value: unknown): bigint | null {
  const text = textOf(value);
  return text !== null && /^\d{1,18}$/.test(text) ? BigInt(text) : null;
}
