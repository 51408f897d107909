import {
  createCallrailClient,
  createClerkClient,
  createExpoPush,
  createGoogleSource,
  createHttpClient,
  createKeyPool,
  createNominatimSource,
  createOpenaiClient,
  createPacer,
  createShunyaClient,
  createTwilioClient,
  type HttpClient,
  type HttpClientOptions,
} from '@otto/integrations';
import { createSpecLogger } from '@otto/testkit';
import type { HttpProvider } from '../faults/inject-faults';
import type { Sandbox } from '../start-sandbox';
import { demoCompany } from './test-config';

type Transport = Pick<HttpClientOptions, 'timeoutMs' | 'onCall'>;

/**
 * One way to ask a provider for something. `read` and `keyed` may be repeated at once; `paid` is
 * repeated by the job, if at all; `send` changes something there and has no key.
 */
export interface FaultyClient {
  readonly name: string;
  readonly provider: HttpProvider;
  readonly endpoint: string;
  readonly kind: 'read' | 'keyed' | 'paid' | 'send';
  /** A wait that the provider names, or that is known, may be too long for the client itself. */
  readonly onRateLimit: 'answered' | 'later' | 'nothing';
  ask(sandbox: Sandbox, transport: Transport): Promise<unknown>;
  /** How often the provider did what was asked, for those who must do it once. */
  countSent?(sandbox: Sandbox): number;
}

const logger = createSpecLogger();
const retry = { retries: 2, firstDelayMs: 1, maxDelayMs: 20 };

type Ask = (http: HttpClient, sandbox: Sandbox) => Promise<unknown>;
const by =
  (vendor: string, ask: Ask): FaultyClient['ask'] =>
  (sandbox, transport) =>
    ask(createHttpClient({ vendor, retry, logger, ...transport }), sandbox);
const inOutbox = (sandbox: Sandbox) => sandbox.outbox.read().length;

const twilio = (http: HttpClient, { endpoints }: Sandbox) =>
  createTwilioClient({
    baseUrl: endpoints.TWILIO_API_BASE_URL,
    accountId: demoCompany.twilio.accountSid,
    credentials: { authToken: demoCompany.twilio.authToken },
    mediaHosts: [],
    http,
  });
const clerk = (http: HttpClient, { endpoints }: Sandbox) =>
  createClerkClient({
    baseUrl: endpoints.CLERK_API_URL,
    secretKey: endpoints.CLERK_SECRET_KEY,
    http,
  });
const expo = (http: HttpClient, { endpoints }: Sandbox) =>
  createExpoPush({ baseUrl: endpoints.EXPO_BASE_URL, accessToken: null, http });
const place = async (asking: Promise<{ readonly place: unknown }>) => (await asking).place;
const text = { id: 'm1', to: '+12125550123', from: demoCompany.smsNumber, text: 'Hello' };
const push = { token: 'ExponentPushToken[one]', title: 'New lead', body: 'Call', data: {} };

/** Every client of libs/integrations that speaks HTTP, by what a fault means to it. */
export const faultyClients: readonly FaultyClient[] = [
  {
    name: 'CallRail calls',
    provider: 'callrail',
    endpoint: 'GET',
    kind: 'read',
    onRateLimit: 'later',
    ask: by('callrail', (http, { endpoints }) => {
      const { accountId, apiKey } = demoCompany.callrail;
      const baseUrl = endpoints.CALLRAIL_BASE_URL;
      const until = new Date().toISOString();
      const query = { since: '2026-01-01T00:00:00Z', until, page: 1, perPage: 9 };
      return createCallrailClient({ baseUrl, accountId, apiKey, http }).listCalls(query);
    }),
  },
  {
    name: 'Twilio message',
    provider: 'twilio',
    endpoint: 'POST',
    kind: 'send',
    onRateLimit: 'answered',
    ask: by('twilio', (http, sandbox) =>
      twilio(http, sandbox).sendMessage({ ...text, statusUrl: 'http://127.0.0.1:9/status' }),
    ),
    countSent: inOutbox,
  },
  {
    name: 'Twilio account',
    provider: 'twilio',
    endpoint: 'GET',
    kind: 'read',
    onRateLimit: 'answered',
    ask: by('twilio', (http, sandbox) => twilio(http, sandbox).checkAccount()),
  },
  {
    name: 'Shunya analysis',
    provider: 'shunya',
    endpoint: 'POST',
    kind: 'keyed',
    onRateLimit: 'later',
    ask: by('shunya', (http, { endpoints }) =>
      createShunyaClient({
        baseUrl: endpoints.UWC_BASE_URL,
        jwtSecret: 'jwt-secret',
        hmacSecret: 'hmac-secret',
        version: 'v1',
        http,
        logger,
      }).transcribe({
        companyId: demoCompany.id,
        seq: 71n,
        audioUrl: `${endpoints.UWC_BASE_URL.replace('/shunya', '')}/recordings/booked.mp3`,
        callType: 'csr_call',
        revision: 1,
      }),
    ),
  },
  {
    name: 'Clerk invitation',
    provider: 'clerk',
    endpoint: 'POST',
    kind: 'send',
    onRateLimit: 'answered',
    ask: by('clerk', (http, sandbox) =>
      clerk(http, sandbox).createInvitation({
        companyId: demoCompany.id,
        email: 'new@demo.example',
        role: 'org:member',
        ottoRole: 'csr',
      }),
    ),
  },
  {
    name: 'Clerk memberships',
    provider: 'clerk',
    endpoint: 'GET',
    kind: 'read',
    onRateLimit: 'answered',
    ask: by('clerk', (http, sandbox) => clerk(http, sandbox).listMemberships('user_ann')),
  },
  {
    name: 'OpenAI answer',
    provider: 'openai',
    endpoint: 'POST',
    kind: 'paid',
    onRateLimit: 'later',
    ask: by('openai', (http, { endpoints }) =>
      createOpenaiClient({
        baseUrl: endpoints.OPENAI_BASE_URL,
        keys: createKeyPool({ keys: ['sk-good'], strategy: 'random' }),
        http,
      }).complete({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Address: 1 Elm St' }] }),
    ),
  },
  {
    name: 'Expo push',
    provider: 'expo',
    endpoint: 'POST',
    kind: 'send',
    onRateLimit: 'answered',
    ask: by('expo', (http, sandbox) => expo(http, sandbox).send([push])),
    countSent: inOutbox,
  },
  {
    name: 'Expo receipts',
    provider: 'expo',
    endpoint: 'POST',
    kind: 'read',
    onRateLimit: 'answered',
    ask: by('expo', (http, sandbox) => expo(http, sandbox).receipts(['r-1'])),
  },
  {
    name: 'Nominatim place',
    provider: 'nominatim',
    endpoint: 'GET',
    kind: 'read',
    onRateLimit: 'answered',
    ask: by('nominatim', (http, { endpoints }) => {
      const baseUrl = endpoints.NOMINATIM_BASE_URL;
      const pacer = createPacer(0);
      return place(createNominatimSource({ baseUrl, userAgent: 'otto', http, pacer })('1 Elm St'));
    }),
  },
  {
    // Its rate limit comes within HTTP 200 and makes the geocoder ask the next source.
    name: 'Google place',
    provider: 'google',
    endpoint: 'GET',
    kind: 'read',
    onRateLimit: 'nothing',
    ask: by('google', async (http, { endpoints }) => {
      const { GOOGLE_MAPS_BASE_URL: baseUrl, GOOGLE_MAPS_API_KEY: apiKey } = endpoints;
      return place(createGoogleSource({ baseUrl, apiKey, http })('1 Elm St'));
    }),
  },
];
