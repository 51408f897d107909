import { createHttpClient, createShunyaClient, type ShunyaClient } from '@otto/integrations';
import { createSpecLogger } from '@otto/testkit';
import { createScriptedServer, type ScriptedServer } from './scripted-server';

const API = '/api/v1';

/** All but the paths that Shunya keeps from its first version. */
const inApi = (start: string) =>
  start.includes(' /uwc/') ? start : start.replace(' /', ` ${API}/`);

export interface ShunyaServer extends ScriptedServer {
  readonly client: ShunyaClient;
  /** Everything goes well: both pieces of work are done, with this analysis. */
  succeedWith(analysis: object): void;
  /** How often the endpoint was asked. */
  count(start: string): number;
}

/** Shunya at the network, under the spec's control; one attempt per request. */
export async function createShunyaServer(): Promise<ShunyaServer> {
  const server = await createScriptedServer();
  const client = createShunyaClient({
    baseUrl: server.url,
    apiKey: 'spec',
    hmacSecret: '',
    version: 'v1',
    http: createHttpClient({
      vendor: 'shunya',
      timeoutMs: 5_000,
      logger: createSpecLogger(),
      retry: { retries: 0, firstDelayMs: 1, maxDelayMs: 1 },
      breaker: { failures: 1_000, openMs: 1 },
    }),
  });
  return {
    ...server,
    client,
    on: (start, answer) => server.on(inApi(start), answer),
    count: (start) => server.requests.filter((line) => line.startsWith(inApi(start))).length,
    succeedWith(analysis) {
      server.on(`POST ${API}/transcription/transcribe`, { body: { success: true, task_id: null } });
      server.on(`GET ${API}/transcription/status`, {
        body: { success: true, status: 'completed' },
      });
      server.on(`GET ${API}/transcription/transcript`, {
        body: { success: true, transcript_text: 'Hello.', confidence_score: 0.9, language: 'en' },
      });
      server.on(`POST ${API}/analysis/start`, { body: { success: true, task_id: null } });
      server.on(`GET ${API}/analysis/status`, { body: { success: true, status: 'completed' } });
      server.on(`GET ${API}/analysis/complete`, { body: { success: true, ...analysis } });
    },
  };
}
