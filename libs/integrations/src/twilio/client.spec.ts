import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { createHttpClient } from '../http/create-http-client';
import type { HttpClient } from '../http/http-client';
import { describeFailures } from '../testing/failure-contract';
import { json, startVendorServer, status, text, type VendorServer } from '../testing/vendor-server';
import { createTwilioClient } from './client';
import type { TwilioClient } from './twilio-client';

const sample = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(__dirname, `samples/${name}.json`), 'utf8')) as Record<
    string,
    unknown
  >;

const clientFor = (baseUrl: string, http: HttpClient): TwilioClient =>
  createTwilioClient({
    baseUrl,
    accountId: 'AC01',
    credentials: { authToken: 'secret' },
    mediaHosts: [new URL(baseUrl).host],
    http,
  });
const basic = `Basic ${Buffer.from('AC01:secret').toString('base64')}`;
const outgoing = {
  id: 'm-1',
  to: '+16025550101',
  from: '+16025550999',
  text: 'Sorry & bye',
  statusUrl: 'https://web.example/status?x=1',
};
const call = { to: '+1', from: '+2', answerUrl: 'https://w/a', statusUrl: 'https://w/s' };

describe('Twilio client', () => {
  let server: VendorServer;
  let twilio: TwilioClient;
  beforeEach(async () => {
    server = await startVendorServer();
    const retry = { retries: 1, firstDelayMs: 1, maxDelayMs: 10 };
    twilio = clientFor(server.url, createHttpClient({ vendor: 'twilio', timeoutMs: 2_000, retry }));
  });
  afterEach(() => server.close());

  it('sends a text whose status webhook carries our id', async () => {
    server.answerWith(json(sample('message'), 201));
    expect(await twilio.sendMessage(outgoing)).toEqual({
      messageId: 'SM0199f0aa0000000000000000000000c1',
      status: 'queued',
      to: '+16025550101',
      from: '+16025550999',
      text: 'Sorry we missed you',
      errorCode: null,
      createdAt: '2026-11-24T16:15:00.000Z',
    });
    const [request] = server.requests;
    expect(request).toMatchObject({
      method: 'POST',
      path: '/2010-04-01/Accounts/AC01/Messages.json',
    });
    expect(request?.headers.authorization).toBe(basic);
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      To: '+16025550101',
      From: '+16025550999',
      Body: 'Sorry & bye',
      StatusCallback: 'https://web.example/status?x=1&mid=m-1',
    });
  });

  it('sends a text in the name of a messaging service', async () => {
    server.answerWith(json(sample('message'), 201));
    const { from: _from, ...rest } = outgoing;
    await twilio.sendMessage({ ...rest, messagingServiceId: 'MG1' });
    const form = new URLSearchParams(server.requests[0]?.body);
    expect([form.get('MessagingServiceSid'), form.has('From')]).toEqual(['MG1', false]);
  });

  it.each([21610, 21211, 21614])('knows that %i is for good', async (code) => {
    server.answerWith(json({ ...sample('error'), code }, 400));
    await expect(twilio.sendMessage(outgoing)).rejects.toMatchObject({
      status: 400,
      code: String(code),
      isRetryable: false,
      isUnknownOutcome: false,
      message: `twilio: answered 400, code ${code}`,
    });
  });

  it('repeats a text that was turned away with 20429, and no other', async () => {
    server.answerWith(json({ code: 20429 }, 429), json(sample('message'), 201));
    await twilio.sendMessage(outgoing);
    expect(server.requests).toHaveLength(2);
    server.answerWith(status(503), json(sample('message'), 201));
    await expect(twilio.sendMessage(outgoing)).rejects.toMatchObject({ isUnknownOutcome: true });
    expect(server.requests).toHaveLength(3);
  });

  it('lists the texts since a time, over several pages', async () => {
    const at = (time: string, sid: string) => ({
      ...sample('message'),
      sid,
      date_created: `Tue, 24 Nov 2026 ${time} +0000`,
    });
    server.answerWith(
      json({
        messages: [at('16:15:00', 'SM3'), at('16:10:00', 'SM2')],
        next_page_uri: '/2010-04-01/Accounts/AC01/Messages.json?Page=1',
      }),
      json({ messages: [at('16:05:00', 'SM1')], next_page_uri: null }),
    );
    const sentAfter = new Date('2026-11-24T16:10:00Z');
    const found = await twilio.listMessages({ to: '+1', from: '+2', sentAfter });
    expect(found.map(({ messageId }) => messageId)).toEqual(['SM3', 'SM2']);
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/2010-04-01/Accounts/AC01/Messages.json?To=%2B1&From=%2B2&DateSent%3E=2026-11-24&PageSize=100',
      '/2010-04-01/Accounts/AC01/Messages.json?Page=1',
    ]);
  });

  it('stays at its host whatever a page says is next', async () => {
    server.answerWith(json({ messages: [], next_page_uri: '@evil.example/x' }));
    const query = { to: '+1', from: '+2', sentAfter: new Date(0) };
    await expect(twilio.listMessages(query)).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER' });
  });

  it('reads one text, or null when Twilio does not know it', async () => {
    server.answerWith(json({ ...sample('message'), error_code: 30003 }), status(404));
    expect(await twilio.getMessage('SM/1')).toMatchObject({ errorCode: '30003' });
    expect(server.requests[0]?.path).toBe('/2010-04-01/Accounts/AC01/Messages/SM%2F1.json');
    expect(await twilio.getMessage('SM2')).toBeNull();
  });

  it('starts a call and asks for all its events', async () => {
    server.answerWith(json(sample('call'), 201));
    expect(await twilio.createCall(call)).toEqual({ callId: 'CA03', status: 'queued' });
    const form = new URLSearchParams(server.requests[0]?.body);
    expect(form.get('Url')).toBe('https://w/a');
    expect(form.getAll('StatusCallbackEvent')).toEqual([
      'initiated',
      'ringing',
      'answered',
      'completed',
    ]);
  });

  it('tells whether the account is active', async () => {
    server.answerWith(json(sample('account')), json({ status: 'suspended' }));
    expect(await twilio.checkAccount()).toEqual({ isActive: true, name: 'Demo Roofing' });
    expect(server.requests[0]?.path).toBe('/2010-04-01/Accounts/AC01.json');
    expect(await twilio.checkAccount()).toEqual({ isActive: false, name: null });
  });

  it('signs in with an API key where it has one', async () => {
    server.answerWith(json(sample('account')));
    await createTwilioClient({
      baseUrl: server.url,
      accountId: 'AC01',
      credentials: { keyId: 'SK1', keySecret: 's' },
      mediaHosts: [],
      http: createHttpClient({ vendor: 'twilio', timeoutMs: 2_000 }),
    }).checkAccount();
    const expected = `Basic ${Buffer.from('SK1:s').toString('base64')}`;
    expect(server.requests[0]?.headers.authorization).toBe(expected);
  });

  it('fetches media with its credentials and shows them to no other host', async () => {
    const elsewhere = await startVendorServer();
    try {
      elsewhere.answerWith(text('sound'));
      server.answerWith(status(307, { location: `${elsewhere.url}/file` }));
      const client = createTwilioClient({
        baseUrl: server.url,
        accountId: 'AC01',
        credentials: { authToken: 'secret' },
        mediaHosts: [server.host, elsewhere.host],
        http: createHttpClient({ vendor: 'twilio', timeoutMs: 2_000 }),
      });
      const file = await client.downloadMedia({ url: `${server.url}/RE1.mp3`, maxBytes: 100 });
      expect(await readText(file.stream)).toBe('sound');
      expect(server.requests[0]?.headers.authorization).toBe(basic);
      expect(elsewhere.requests[0]?.headers.authorization).toBeUndefined();

      const direct = await client.downloadMedia({ url: `${elsewhere.url}/x`, maxBytes: 100 });
      await readText(direct.stream);
      expect(elsewhere.requests[1]?.headers.authorization).toBeUndefined();
    } finally {
      await elsewhere.close();
    }
  });

  it('fetches nothing from a host off the list', async () => {
    const media = twilio.downloadMedia({ url: 'https://evil.example/RE1.mp3', maxBytes: 100 });
    await expect(media).rejects.toMatchObject({ code: 'FORBIDDEN_URL' });
  });
});

describe('sending a text by Twilio', () => {
  describeFailures({
    vendor: 'twilio',
    isSend: true,
    call: (url, http) => clientFor(url, http).sendMessage(outgoing),
  });
});

describe('starting a call by Twilio', () => {
  describeFailures({
    vendor: 'twilio',
    isSend: true,
    call: (url, http) => clientFor(url, http).createCall(call),
  });
});

describe('asking Twilio for a text', () => {
  describeFailures({
    vendor: 'twilio',
    isSend: false,
    takes404: true,
    call: (url, http) => clientFor(url, http).getMessage('SM1'),
  });
});
