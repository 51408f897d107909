import type { Logger } from '@otto/observability';
import { orIfUnknown, readStarted, readStatus } from './answers';
import type { JsonInput } from './python-json';
import type { AnalysisRequest, ShunyaClient, TargetRole, WorkStatus } from './shunya-client';
import { readStatusWord } from './status-word';
import { createShunyaTransport, type ShunyaTransportOptions } from './transport';

interface Start {
  readonly call: AnalysisRequest;
  readonly body?: JsonInput;
  readonly signal: AbortSignal | undefined;
}

/** Shunya's API for calls, as of its OpenAPI document 1.0.0 (2025-12). */
export function createShunyaClient(
  options: ShunyaTransportOptions & { readonly logger?: Pick<Logger, 'warn'> },
): ShunyaClient {
  const send = createShunyaTransport(options);

  const get =
    (path: string, targetRole?: TargetRole) =>
    (companyId: string, seq: bigint, signal: AbortSignal | undefined) =>
      send({
        operation: path.replace('/', '.'),
        companyId,
        method: 'GET',
        path: `${path}/${seq}`,
        signal,
        ...(targetRole ? { targetRole } : {}),
      });

  const getStatus =
    (path: string) =>
    async (companyId: string, seq: bigint, signal?: AbortSignal): Promise<WorkStatus> => {
      const answer = await orIfUnknown(null, get(path)(companyId, seq, signal));
      if (answer === null) return 'not_found';
      const word = readStatus(answer);
      const status = readStatusWord(word);
      if (word !== null && !status) options.logger?.warn('Shunya used an unknown status', { path });
      return status ?? 'running';
    };

  const start = async (path: string, { call, body, signal }: Start) => {
    const operation = path.replace('/', '.');
    const answer = await send({
      operation,
      companyId: call.companyId,
      method: 'POST',
      path: body === undefined ? `${path}/${call.seq}` : path,
      idempotencyKey: `${call.companyId}:${operation}:${call.seq}:${call.revision}`,
      signal,
      ...(body === undefined ? {} : { body }),
    });
    return readStarted(answer);
  };

  return {
    transcribe({ audioUrl, callType, ...call }, signal) {
      const body = { call_id: call.seq, audio_url: audioUrl, call_type: callType };
      return start('transcription/transcribe', { call, body, signal });
    },

    async startAnalysis(call, signal) {
      const { taskId } = await start('analysis/start', { call, signal });
      return { taskId };
    },

    getTranscriptionStatus: getStatus('transcription/status'),
    getAnalysisStatus: getStatus('analysis/status'),
    getTranscript: (companyId, seq, signal) =>
      get('transcription/transcript')(companyId, seq, signal),

    async getCompleteAnalysis(companyId, seq, targetRole, signal) {
      const request = get('analysis/complete', targetRole)(companyId, seq, signal);
      const answer = await orIfUnknown(null, request);
      if (answer === null || readStatusWord(answer['status']) === 'running') return 'not_ready';
      return answer;
    },
  };
}
