import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { z } from 'zod';
import { companyOf } from './authenticate';
import { ShunyaError } from './shunya-error';
import { RequestValidationError } from './validation-error';
import type { ShunyaDeps } from './work';

const requestSchema = z.object({
  rep_id: z.string().min(1),
  call_id: z.int(),
  channel: z.enum(['sms', 'email', 'call_script']),
  tone: z.string().nullish(),
  context: z.object({
    company_name: z.string().optional(),
    customer_name: z.string().nullish(),
    max_length: z.int().positive().optional(),
  }),
});
type DraftRequest = z.output<typeof requestSchema>;

/** Follow-ups of calls that were analysed (DOMAIN 5.1.5), the same words for the same call. */
export function createFollowUpRouter({ shunyaCalls, switches }: ShunyaDeps): Router {
  return Router().post('/generate', (request, response) => {
    const parsed = requestSchema.safeParse(request.body ?? {}, { reportInput: true });
    if (!parsed.success) throw RequestValidationError.fromBody(parsed.error);
    const call = shunyaCalls.find(companyOf(response), parsed.data.call_id);
    if (call === null) throw new ShunyaError('CALL_NOT_FOUND', 'no such call');
    const result = call.analysis?.result;
    if (!result) throw new ShunyaError('ANALYSIS_NOT_AVAILABLE', 'nothing is known of this call');
    const { max_length = 160 } = parsed.data.context;
    const text = draftOf(parsed.data, result['qualification'] as Qualification | undefined);
    const draft =
      switches.current.draftLength === 'too-long'
        ? text.padEnd(max_length + 1, '.')
        : text.slice(0, max_length);
    response.json({ draft, confidence: 0.84, request_id: `fu-${randomUUID()}` });
  });
}

interface Qualification {
  readonly service_requested?: string | null;
}

function draftOf({ tone, context }: DraftRequest, qualification: Qualification | undefined) {
  const { company_name = 'us', customer_name } = context;
  const greeting = tone === 'formal' ? 'Good day' : 'Hi';
  const topic = qualification?.service_requested?.toLowerCase() ?? 'your house';
  return `${greeting} ${customer_name ?? 'there'}, thank you for calling ${company_name} about ${topic}. Shall we fix a date?`;
}
