import { Router } from 'express';
import { z } from 'zod';
import { companyOf } from './authenticate';
import { findCall } from './find-call';
import { ShunyaError } from './shunya-error';
import { RequestValidationError } from './validation-error';
import { transcribe, type ShunyaDeps } from './work';

const requestSchema = z.object({
  call_id: z.int(),
  audio_url: z.string(),
  call_type: z.enum(['sales_call', 'csr_call']).default('sales_call'),
});

export function createTranscriptionRouter(deps: ShunyaDeps): Router {
  const { shunyaCalls, background } = deps;
  return Router()
    .post('/transcribe', (request, response) => {
      const body = requestSchema.safeParse(request.body ?? {}, { reportInput: true });
      if (!body.success) throw RequestValidationError.fromBody(body.error);
      const { call_id, audio_url, call_type } = body.data;
      const call = shunyaCalls.add(companyOf(response), call_id, call_type);
      background.run(() => transcribe(deps, call, audio_url));
      response.json({
        success: true,
        message: 'Transcription has started',
        transcript_id: call.transcriptId,
        task_id: call.transcription.taskId,
      });
    })
    .get('/status/:call_id', (request, response) => {
      const { transcriptId, callId, transcription } = findCall(shunyaCalls, request, response);
      response.json({
        success: true,
        transcript_id: transcriptId,
        call_id: callId,
        status: transcription.status,
        created_at: transcription.acceptedAt.toISOString(),
        processed_at: transcription.readyAt?.toISOString() ?? null,
      });
    })
    .get('/transcript/:call_id', (request, response) => {
      const { callId, transcript } = findCall(shunyaCalls, request, response);
      if (transcript === null) {
        throw new ShunyaError('NOT_FOUND', 'no transcript for this call', { isInside200: true });
      }
      response.json({ success: true, call_id: callId, ...transcript });
    });
}
