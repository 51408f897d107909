import { asBoolean, asText, firstOf } from '../webhooks/field-values';
import { isFields, readFields, type Fields } from '../webhooks/read-fields';
import { asSeq } from './as-seq';
import type { ShunyaEvent, ShunyaEventError } from './shunya-event';
import { readStatusWord } from './status-word';

const STAGES = { transcription: 'transcribing', analysis: 'analyzing' } as const;
/** Task ids like `call_4102_org_demo_analysis`. */
const TASK_ID = /^call_(\d{1,18})_.+_(transcription|analysis)$/;
const EVENT_TYPE = /^call\.(transcription|analysis)\./;

/**
 * Reads either shape of Shunya's webhooks; what one does not say is null. Throws WebhookParseError
 * when the body has no fields at all.
 */
export function parseShunyaWebhook(body: unknown): ShunyaEvent {
  const fields = readFields('shunya', body);
  const taskId = asText(firstOf(fields, ['shunya_job_id', 'job_id', 'task_id']));
  const eventType = asText(fields['event_type']) ?? '';
  const inTaskId = TASK_ID.exec(taskId ?? '');
  return {
    taskId,
    seq: asSeq(fields['call_id']) ?? asSeq(inTaskId?.[1]),
    companyId: asText(fields['company_id']),
    status: readStatusWord(fields['status']) ?? readStatusWord(eventType.split('.').at(-1)),
    stage: asStage(EVENT_TYPE.exec(eventType)?.[1] ?? inTaskId?.[2]),
    result: firstOf(fields, ['result', 'data']) ?? null,
    error: readError(fields),
  };
}

function asStage(word: string | undefined): ShunyaEvent['stage'] {
  return word === 'transcription' || word === 'analysis' ? STAGES[word] : null;
}

function readError({ error }: Fields): ShunyaEventError | null {
  if (isFields(error)) {
    return {
      code: asText(firstOf(error, ['error_code', 'code'])),
      message: asText(error['message']),
      retryable: asBoolean(error['retryable']),
    };
  }
  const message = asText(error);
  return message === null ? null : { code: null, message, retryable: null };
}
