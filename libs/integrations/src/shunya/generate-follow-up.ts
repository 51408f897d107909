import { z } from 'zod';
import { unexpectedAnswer } from './answers';
import type { ShunyaClient } from './shunya-client';
import type { ShunyaTransport } from './transport';

const OPERATION = 'followups.generate';
const answerSchema = z.object({
  draft: z.string().trim().min(1),
  request_id: z.union([z.string().trim().min(1), z.int().transform(String)]),
});

/** `POST /uwc/v1/followups/generate`; an answer without words or name is UNEXPECTED_ANSWER. */
export const generateFollowUp =
  (send: ShunyaTransport): ShunyaClient['generateFollowUp'] =>
  async ({ companyId, seq, draftId, repId, channel, tone, context }, signal) => {
    const answer = await send({
      operation: OPERATION,
      companyId,
      method: 'POST',
      root: 'uwc/v1',
      path: 'followups/generate',
      idempotencyKey: `${companyId}:${OPERATION}:${seq}:${draftId}`,
      body: {
        rep_id: repId,
        call_id: seq,
        channel,
        ...(tone === null ? {} : { tone }),
        context: {
          company_name: context.companyName,
          customer_name: context.customerName,
          rep_name: context.repName,
          max_length: context.maxLength,
        },
      },
      signal,
    });
    const parsed = answerSchema.safeParse(answer);
    if (!parsed.success) throw unexpectedAnswer({ isSend: true, cause: parsed.error });
    return { text: parsed.data.draft, requestId: parsed.data.request_id };
  };
