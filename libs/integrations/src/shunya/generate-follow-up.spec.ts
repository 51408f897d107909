import { createHttpClient } from '../http/create-http-client';
import { json, startVendorServer, type VendorServer } from '../testing/vendor-server';
import { createShunyaClient } from './client';
import type { FollowUpRequest, ShunyaClient } from './shunya-client';

const wish: FollowUpRequest = {
  companyId: 'org_demo',
  seq: 4102n,
  draftId: '0b0c7a52-6f4e-5d0e-8f57-1c9a86b0f001',
  repId: 'user_rep',
  channel: 'sms',
  tone: 'friendly',
  context: { companyName: 'Demo Roofing', customerName: 'Zoë', repName: null, maxLength: 160 },
};

describe('a follow-up that Shunya is to write', () => {
  let server: VendorServer;
  let shunya: ShunyaClient;

  beforeEach(async () => {
    server = await startVendorServer();
    shunya = createShunyaClient({
      baseUrl: server.url,
      jwtSecret: 'jwt-secret',
      hmacSecret: 'hmac-secret',
      version: 'v1',
      now: () => new Date('2026-11-24T12:00:00Z'),
      http: createHttpClient({
        vendor: 'shunya',
        timeoutMs: 2_000,
        retry: { retries: 1, firstDelayMs: 1, maxDelayMs: 10 },
      }),
    });
  });
  afterEach(() => server.close());

  it('is asked for with what Shunya needs, and with the same key at each repetition', async () => {
    server.answerWith(
      json({}, 500),
      json({ draft: ' Hi Zoë! ', confidence: 0.8, request_id: 'fu-1' }),
    );
    expect(await shunya.generateFollowUp(wish)).toEqual({ text: 'Hi Zoë!', requestId: 'fu-1' });
    expect(server.requests).toHaveLength(2);
    for (const request of server.requests) {
      expect(request).toMatchObject({
        method: 'POST',
        path: '/uwc/v1/followups/generate',
        body:
          '{"call_id": 4102, "channel": "sms", "context": {"company_name": "Demo Roofing", ' +
          '"customer_name": "Zo\\u00eb", "max_length": 160, "rep_name": null}, ' +
          '"rep_id": "user_rep", "tone": "friendly"}',
        headers: {
          'x-company-id': 'org_demo',
          'x-signature': expect.stringMatching(/^[0-9a-f]{64}$/) as string,
          'idempotency-key': `org_demo:followups.generate:4102:${wish.draftId}`,
        },
      });
    }
  });

  it('has no tone where none is wished for, and takes a number for the name of the request', async () => {
    server.answerWith(json({ draft: 'Hi', request_id: 7 }));
    expect(await shunya.generateFollowUp({ ...wish, tone: null })).toMatchObject({
      requestId: '7',
    });
    expect(server.requests[0]?.body).not.toContain('tone');
  });

  it.each([
    [{ draft: '  ', request_id: 'fu-1' }],
    [{ request_id: 'fu-1' }],
    [{ draft: { message: 'Hi' }, request_id: 'fu-1' }],
    [{ draft: 'Hi' }],
  ])('is not made up from %j', async (body) => {
    server.answerWith(json(body));
    await expect(shunya.generateFollowUp(wish)).rejects.toMatchObject({
      code: 'UNEXPECTED_ANSWER',
      isUnknownOutcome: true,
    });
  });
});
