import { z } from 'zod';
import { WebhookParseError } from '../errors';
import { asText } from '../webhooks/field-values';
import { isFields, readFields } from '../webhooks/read-fields';
import { asSeq } from './as-seq';
import { readStatusWord } from './status-word';
import type { UwcDraft, UwcEvent, UwcEventName } from './uwc-event';

const id = z.union([z.string(), z.number()]).transform(asText).pipe(z.string());
const maybe = z.unknown().optional().transform(asText);
const count = z.int().min(0).max(2_147_483_647).nullish().catch(null);

const head = z.object({
  job_id: id,
  company_id: id,
  status: z
    .string()
    .transform(readStatusWord)
    .pipe(z.enum(['running', 'succeeded', 'failed'])),
  error: z
    .unknown()
    .optional()
    .transform((error) => asText(isFields(error) ? error['message'] : error)),
});
const call = z.object({
  call_id: z.unknown().optional().transform(asSeq),
  transcript: z.unknown().optional(),
  confidence: z.unknown().optional(),
  language: z.unknown().optional(),
});
const indexed = z.object({ document_id: maybe, chunks_indexed: count });
const training = z.object({
  rep_id: maybe,
  progress: z.number().min(0).max(100).nullish().catch(null),
  model_version: maybe,
  training_duration_min: z.number().min(0).nullish().catch(null),
});
const drafted = z.object({ rep_id: id, lead_id: id });
const draft = z.object({
  message: z.string().refine((text) => text.trim() !== ''),
  tone: maybe,
  channel: z.string().transform((word) => CHANNELS[word.trim().toLowerCase()]),
});

const CHANNELS: Readonly<Record<string, UwcDraft['channel']>> = {
  sms: 'sms',
  text: 'sms',
  email: 'email',
  call: 'call_script',
  call_script: 'call_script',
};

/**
 * Reads one of Shunya's older webhooks; its path tells which. Throws WebhookParseError, without
 * body content, when something is missing that its meaning hangs on.
 */
export function parseUwcWebhook(name: UwcEventName, body: unknown): UwcEvent {
  const fields = readFields('shunya', body);
  const { job_id: jobId, company_id: companyId, status, error } = read(head, fields);
  const common = { jobId, companyId, status, error };
  switch (name) {
    case 'asr/complete':
    case 'analysis/complete': {
      const { call_id: seq, ...result } = read(call, fields);
      const isComplete = name === 'asr/complete' && Array.isArray(result.transcript);
      return { ...common, name, seq, result: isComplete ? result : null };
    }
    case 'rag/indexed': {
      const { document_id: documentId, chunks_indexed: chunks } = read(indexed, fields);
      return { ...common, name, documentId, chunkCount: chunks ?? null };
    }
    case 'training/status': {
      const said = read(training, fields);
      return {
        ...common,
        name,
        repId: said.rep_id,
        progressPercent: said.progress ?? null,
        modelVersion: said.model_version,
        durationMinutes: said.training_duration_min ?? null,
      };
    }
    case 'followup/draft': {
      const { rep_id: repId, lead_id: leadId } = read(drafted, fields);
      return { ...common, name, repId, leadId, draft: readDraft(status, fields['draft']) };
    }
  }
}

function readDraft(status: UwcEvent['status'], value: unknown): UwcDraft | null {
  if (status !== 'succeeded') return null;
  const { message, tone, channel } = read(draft, isFields(value) ? value : {}, 'draft');
  if (!channel) throw new WebhookParseError('shunya', 'the channel of the draft is unknown');
  return { message, tone, channel };
}

function read<S extends z.ZodType>(schema: S, fields: object, at?: string): z.output<S> {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map(({ path }) => [at, ...path].filter(Boolean).join('.'));
  throw new WebhookParseError('shunya', `missing or malformed: ${where.join(', ')}`);
}
