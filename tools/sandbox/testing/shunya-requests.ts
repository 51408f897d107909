import { sign } from 'jsonwebtoken';
import { signShunyaRequest } from '../shunya/signatures';
import type { Sandbox } from '../start-sandbox';

export interface ShunyaAnswer {
  readonly status: number;
  readonly body: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- read by specs only
}

interface RequestOptions {
  readonly companyId?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const bearer = (companyId: string) => {
  const claims = { company_id: companyId, type: 'access' };
  return `Bearer ${sign(claims, 'jwt-secret', { expiresIn: 300 })}`;
};

/** Asks Shunya as Otto would, with the secrets of the test config. */
export function createShunyaRequests(sandboxOf: () => Sandbox) {
  const ask = async (
    method: string,
    path: string,
    { companyId = 'org_demo', headers = {}, body }: RequestOptions & { body?: unknown } = {},
  ): Promise<ShunyaAnswer> => {
    const timestamp = new Date().toISOString();
    const response = await fetch(`${sandboxOf().url}/shunya/api/v1/${path}`, {
      method,
      headers: {
        Authorization: bearer(companyId),
        'X-Company-ID': companyId,
        'X-UWC-Timestamp': timestamp,
        ...(body === undefined
          ? {}
          : { 'X-Signature': signShunyaRequest('hmac-secret', timestamp, body) }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as ShunyaAnswer['body'] };
  };
  return {
    get: (path: string, options?: RequestOptions) => ask('GET', path, options),
    post: (path: string, body?: unknown, options?: RequestOptions) =>
      ask('POST', path, { ...options, body }),
    /** Sends the recording of a scenario in, and resolves when its transcription is over. */
    async transcribe(callId: number, slug = 'booked'): Promise<ShunyaAnswer> {
      const sandbox = sandboxOf();
      const audio_url = `${sandbox.url}/recordings/${slug}.mp3`;
      const answer = await ask('POST', 'transcription/transcribe', {
        body: { call_id: callId, audio_url, call_type: 'csr_call' },
      });
      await sandbox.journal.waitFor(({ what }) =>
        what.startsWith(`transcription of call ${callId} `),
      );
      return answer;
    },
    /** Starts the analysis, and resolves when it is over. */
    async analyse(callId: number): Promise<ShunyaAnswer> {
      const answer = await ask('POST', `analysis/start/${callId}`);
      await sandboxOf().journal.waitFor(({ what }) =>
        what.startsWith(`analysis of call ${callId} `),
      );
      return answer;
    },
  };
}
