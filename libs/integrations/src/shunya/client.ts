import type { Logger } from '@otto/observability';
import { orIfUnknown, readStatus } from './answers';
import { generateFollowUp } from './generate-follow-up';
import { readCall, startWork } from './requests';
import type { ShunyaClient, WorkStatus } from './shunya-client';
import { readStatusWord } from './status-word';
import { createShunyaTransport, type ShunyaTransportOptions } from './transport';

/** Shunya's API for calls, as of its OpenAPI document 1.0.0 (2025-12), and one path older than it. */
export function createShunyaClient(
  options: ShunyaTransportOptions & { readonly logger?: Pick<Logger, 'warn'> },
): ShunyaClient {
  const send = createShunyaTransport(options);

  const getStatus =
    (path: string) =>
    async (companyId: string, seq: bigint, signal?: AbortSignal): Promise<WorkStatus> => {
      const answer = await orIfUnknown(null, readCall(send, path)(companyId, seq, signal));
      if (answer === null) return 'not_found';
      const word = readStatus(answer);
      const status = readStatusWord(word);
      if (word !== null && !status) options.logger?.warn('Shunya used an unknown status', { path });
      return status ?? 'running';
    };

  return {
    transcribe({ audioUrl, callType, ...call }, signal) {
      const body = { call_id: call.seq, audio_url: audioUrl, call_type: callType };
      return startWork(send, 'transcription/transcribe', { call, body, signal });
    },

    async startAnalysis(call, signal) {
      const { taskId } = await startWork(send, 'analysis/start', { call, signal });
      return { taskId };
    },

    getTranscriptionStatus: getStatus('transcription/status'),
    getAnalysisStatus: getStatus('analysis/status'),
    getTranscript: readCall(send, 'transcription/transcript'),

    async getCompleteAnalysis(companyId, seq, targetRole, signal) {
      const request = readCall(send, 'analysis/complete', targetRole)(companyId, seq, signal);
      const answer = await orIfUnknown(null, request);
      if (answer === null || readStatusWord(answer['status']) === 'running') return 'not_ready';
      return answer;
    },

    generateFollowUp: generateFollowUp(send),
  };
}
